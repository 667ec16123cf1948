import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyList } from '#lib/key-commands.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Kbd } from '#ui/kbd.tsx'

const GROUPS = [
  { id: 'places', label: 'shell.keysPlaces' },
  { id: 'actions', label: 'shell.keysActions' },
  { id: 'lists', label: 'shell.keysLists' },
] as const

/** Every key that works on the view below, taken from the registry itself. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const commands = useKeyList()
  const unique = [...new Map(commands.map((command) => [command.id, command])).values()]
  return (
    <Dialog title={t('shell.keysHelp')} titleShown onClose={onClose}>
      <div className="grid grid-cols-2 gap-x-8 gap-y-4 overflow-auto px-4 pb-4 max-sm:grid-cols-1">
        {GROUPS.map(({ id, label }) => {
          const own = unique.filter((command) => command.group === id)
          return (
            own.length > 0 && (
              <section key={id}>
                <h3 className="mb-1 text-ink-muted text-meta">{t(label)}</h3>
                <dl>
                  {own.map((command) => (
                    <div key={command.id} className="flex h-7 items-center justify-between gap-3">
                      <dt className="truncate">{command.label}</dt>
                      <dd className="flex shrink-0 gap-1">
                        {command.keys.split(' ').map((press) => (
                          <Kbd key={press} keys={press} />
                        ))}
                      </dd>
                    </div>
                  ))}
                </dl>
              </section>
            )
          )
        })}
      </div>
    </Dialog>
  )
}
