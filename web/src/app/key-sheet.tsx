import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyList } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'
import { workingCommands } from '#lib/key-registry.ts'
import { Dialog } from '#ui/dialog.tsx'
import { Kbd } from '#ui/kbd.tsx'

/** Two columns of about one length. */
const SIDES = [
  [
    { id: 'places', label: 'shell.keysPlaces' },
    { id: 'actions', label: 'shell.keysActions' },
  ],
  [{ id: 'lists', label: 'shell.keysLists' }],
] as const

/** Every key that works on the view below, taken from the registry itself. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const commands = useKeyList()
  const working = workingCommands(commands)
  return (
    <Dialog title={t('shell.keysHelp')} titleShown onClose={onClose}>
      <section
        aria-label={t('shell.keysHelp')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="grid grid-cols-2 gap-x-8 overflow-auto px-4 pb-4 outline-offset-[-2px] max-sm:grid-cols-1"
      >
        {SIDES.map((groups) => (
          <div key={groups[0].id} className="flex flex-col gap-4">
            {groups.map(({ id, label }) => (
              <KeyGroup
                key={id}
                label={t(label)}
                commands={working.filter((command) => command.group === id)}
              />
            ))}
          </div>
        ))}
      </section>
    </Dialog>
  )
}

function KeyGroup({ label, commands }: { label: string; commands: readonly KeyCommand[] }) {
  if (commands.length === 0) return null
  return (
    <section>
      <h3 className="mb-1 text-ink-muted text-meta">{label}</h3>
      <dl>
        {commands.map((command) => (
          <div key={command.id} className="flex h-6.5 items-center justify-between gap-3">
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
}
