import '#lib/i18n/bookmarks-words.ts'
import { useQuery } from '@tanstack/react-query'
import { Bookmark as Sign } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { Popover } from '#ui/popover.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { WideLabel } from '#ui/wide-label.tsx'
import { bookmarksQuery } from '../bookmarks.queries.ts'
import { KeepFields } from './keep-fields.tsx'
import type { MomentCut } from './moment-cut.ts'
import { PlaceLink } from './place-link.tsx'

interface SetBookmarkProps {
  cluster: string
  /** The cuts that make sense here, the likeliest first. */
  cuts: readonly MomentCut[]
}

/** Keeps the moment that a page shows. */
export function SetBookmark({ cluster, cuts }: SetBookmarkProps) {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  return (
    <Popover
      label={t('bookmarks.setTip')}
      open={open}
      onOpenChange={setOpen}
      align="end"
      trigger={
        <Button
          look="quiet"
          data-tip={t('bookmarks.setTip')}
          disabled={cuts.length === 0}
          icon={<Sign aria-hidden="true" className="size-4" />}
          className="!px-2"
        >
          <WideLabel>{t('bookmarks.set')}</WideLabel>
        </Button>
      }
    >
      <KeepForm cluster={cluster} cuts={cuts} onDone={() => setOpen(false)} />
    </Popover>
  )
}

function KeepForm({ cluster, cuts, onDone }: SetBookmarkProps & { onDone: () => void }) {
  const { t } = useText()
  const [chosen, choose] = useState(cuts[0]?.name ?? 'cutNow')
  const { data } = useQuery(bookmarksQuery(cluster))
  const cut = cuts.find(({ name }) => name === chosen) ?? cuts[0]
  return (
    <div className="w-96 max-w-full">
      <KeepFields
        cluster={cluster}
        cut={() => cut?.cut ?? ''}
        refusal={data?.readOnly == null ? null : t('bookmarks.readOnly')}
        onDone={onDone}
      >
        <SelectField
          label={t('bookmarks.where')}
          labelShown
          className="w-full [&>label]:w-20 [&>label]:shrink-0"
          value={cut?.name ?? chosen}
          options={cuts.map(({ name }) => ({ value: name, label: t(`bookmarks.${name}`) }))}
          onChange={choose}
        />
      </KeepFields>
      <PlaceLink
        cluster={cluster}
        to={{ path: 'bookmarks', search: {} }}
        className="text-meta text-accent hover:underline"
      >
        {t('bookmarks.all')}
      </PlaceLink>
    </div>
  )
}
