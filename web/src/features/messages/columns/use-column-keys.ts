import { useMemo } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'

/** Puts the keys of a column's header on the sheet; the header itself takes them. */
export function useColumnKeys(): void {
  const { t } = useText()
  useKeyCommands(
    useMemo<readonly KeyCommand[]>(
      () => [
        { id: 'columns.resize', keys: 'shift+arrowright', label: t('columns.keyResize'), group: 'lists' },
        { id: 'columns.move', keys: 'alt+arrowright', label: t('columns.keyMove'), group: 'lists' },
      ],
      [t],
    ),
  )
}
