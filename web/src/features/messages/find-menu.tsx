import { FIND_PARTS, type Find, findsEverywhere, toggledParts } from '@sluice/shared/messages-find'
import { SlidersHorizontal } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Check } from '#ui/check.tsx'
import { Popover } from '#ui/popover.tsx'
import { findPartName } from './find-words.ts'

interface FindMenuProps {
  find: Find
  onChoose: (part: Partial<Find>) => void
}

/** Where in a message the text is looked for, and how. */
export function FindMenu({ find, onChoose }: FindMenuProps) {
  const { t } = useText()
  const everywhere = findsEverywhere(find)
  return (
    <Popover
      label={t('find.how')}
      align="end"
      trigger={
        <button
          type="button"
          aria-label={t('find.how')}
          data-tip={t('find.how')}
          className="-mr-1 inline-flex size-5 shrink-0 items-center justify-center rounded text-ink-faint hover:bg-surface-sunken hover:text-ink"
        >
          <SlidersHorizontal aria-hidden="true" className="size-3.5" />
        </button>
      }
    >
      <div className="flex w-72 flex-col gap-3">
        <fieldset className="flex flex-col gap-1">
          <legend className="pb-1 text-ink-muted text-meta">{t('find.where')}</legend>
          <Check on={everywhere} onChange={() => onChoose({ in: everywhere ? ['value'] : FIND_PARTS })}>
            {t('find.everywhere')}
          </Check>
          <div className="flex gap-4 pl-5">
            {FIND_PARTS.map((part) => (
              <Check
                key={part}
                on={find.in.includes(part)}
                onChange={() => onChoose({ in: toggledParts(find.in, part) })}
              >
                {findPartName(part, t)}
              </Check>
            ))}
          </div>
        </fieldset>
        <fieldset className="flex flex-col gap-1 border-hairline border-t pt-2">
          <legend className="sr-only">{t('find.how')}</legend>
          <Check on={find.exactCase} onChange={(exactCase) => onChoose({ exactCase })}>
            {t('find.matchCase')}
          </Check>
          <Check on={find.bytes} onChange={(bytes) => onChoose({ bytes })}>
            {t('find.bytes')}
          </Check>
          <p className="pl-5 text-ink-muted text-meta">{t('find.bytesWhy')}</p>
        </fieldset>
        <p className="border-hairline border-t pt-2 text-ink-muted text-meta">{t('find.forms')}</p>
      </div>
    </Popover>
  )
}
