import { useMemo } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'

/** O opens what the node stands for that one has walked to. */
export function useOpenKey(id: string | null, onOpen: (id: string) => boolean): void {
  const { t } = useText()
  const commands = useMemo<readonly KeyCommand[]>(
    () => [
      {
        ...{ id: 'graph.open', keys: 'o', label: t('drawn.keyOpen'), group: 'actions' as const },
        run: () => {
          if (id !== null) onOpen(id)
        },
      },
    ],
    [id, onOpen, t],
  )
  useKeyCommands(commands)
}
