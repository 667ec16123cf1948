import { useMemo } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'
import type { Live } from './use-live.ts'

/** l follows or stops following; while it does, p holds the list. */
export function useLiveKeys(live: Live | null, onLive: (on: boolean) => void): void {
  const { t } = useText()
  const on = live !== null
  const toggle = live?.toggle
  useKeyCommands(
    useMemo<KeyCommand[]>(
      () => [
        {
          group: 'actions',
          id: 'messages.live',
          keys: 'l',
          label: t('tail.keyToggle'),
          run: () => onLive(!on),
        },
        ...(toggle
          ? [
              {
                group: 'actions' as const,
                id: 'messages.pause',
                keys: 'p',
                label: t('tail.keyPause'),
                run: toggle,
              },
            ]
          : []),
      ],
      [t, on, toggle, onLive],
    ),
  )
}
