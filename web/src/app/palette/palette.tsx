import { Autocomplete } from '@base-ui/react/autocomplete'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Dialog } from '#ui/dialog.tsx'
import { Kbd } from '#ui/kbd.tsx'
import type { PaletteEntry, PaletteGroup } from './palette-entry.ts'
import { usePaletteGroups } from './use-palette-groups.ts'

interface PaletteProps {
  cluster: string | null
  onClose: () => void
}

/** Any place and any action by a few letters of its name. */
export function Palette({ cluster, onClose }: PaletteProps) {
  const { t } = useText()
  const [search, setSearch] = useState('')
  const { groups, searching, failed, more } = usePaletteGroups(cluster, search)
  const choose = (entry: PaletteEntry) => {
    onClose()
    entry.run()
  }
  return (
    <Dialog title={t('shell.palette')} onClose={onClose}>
      <Autocomplete.Root
        inline
        open
        items={groups}
        mode="none"
        autoHighlight="always"
        keepHighlight
        value={search}
        onValueChange={setSearch}
        itemToStringValue={({ label }: PaletteEntry) => label}
      >
        <div className="flex h-11 shrink-0 items-center gap-2 border-hairline border-b px-4">
          <Search aria-hidden="true" className="size-4 text-ink-faint" />
          <Autocomplete.Input
            aria-label={t('shell.palette')}
            placeholder={t('shell.palettePlaceholder')}
            spellCheck={false}
            className="h-full flex-1 bg-transparent text-title outline-none"
          />
          <Kbd keys="escape" />
        </div>
        <Autocomplete.Empty className="px-4 py-6 text-ink-muted empty:hidden">
          {groups.length === 0 ? t(searching ? 'shell.paletteSearching' : 'shell.paletteNothing') : null}
        </Autocomplete.Empty>
        <Autocomplete.List className="min-h-0 flex-1 overflow-auto py-1.5 empty:hidden">
          {(group: PaletteGroup) => <GroupItems key={group.id} group={group} onChoose={choose} />}
        </Autocomplete.List>
        <Autocomplete.Status className="border-hairline border-t px-4 py-1.5 text-ink-muted text-meta empty:hidden">
          {failed
            ? t('shell.paletteFailed')
            : more > 0
              ? t('shell.paletteMore', { count: formatCount(more) })
              : null}
        </Autocomplete.Status>
      </Autocomplete.Root>
    </Dialog>
  )
}

interface GroupItemsProps {
  group: PaletteGroup
  onChoose: (entry: PaletteEntry) => void
}

function GroupItems({ group, onChoose }: GroupItemsProps) {
  return (
    <Autocomplete.Group items={group.items} className="pb-1.5 last:pb-0">
      <Autocomplete.GroupLabel className="px-4 py-1 text-ink-faint text-meta">
        {group.label}
      </Autocomplete.GroupLabel>
      <Autocomplete.Collection>
        {(entry: PaletteEntry) => (
          <Autocomplete.Item
            key={entry.id}
            value={entry}
            onClick={() => onChoose(entry)}
            className="mx-1.5 flex h-7 cursor-pointer items-center gap-3 rounded-md px-2.5 outline-none data-highlighted:bg-accent-soft"
          >
            <span className={classNames('min-w-0 truncate', entry.mono && 'font-mono')}>{entry.label}</span>
            {entry.keys && (
              <span className="ml-auto flex gap-1">
                {entry.keys.split(' ').map((press) => (
                  <Kbd key={press} keys={press} />
                ))}
              </span>
            )}
          </Autocomplete.Item>
        )}
      </Autocomplete.Collection>
    </Autocomplete.Group>
  )
}
