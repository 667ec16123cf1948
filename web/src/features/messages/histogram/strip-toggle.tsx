import { ChartColumn } from 'lucide-react'
import { useMemo } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import { usePreference, writePreference } from '#lib/preferences.ts'
import { IconButton } from '#ui/icon-button.tsx'

export const TIME_STRIP_ID = 'time-strip'

/** Shows or hides messages by time, on this browser from now on. */
export function StripToggle() {
  const { t } = useText()
  const shown = usePreference('timeStrip') === 'shown'
  useKeyCommands(
    useMemo(
      () => [
        {
          id: 'messages.time',
          keys: 'h',
          label: t('histogram.key'),
          group: 'actions' as const,
          run: () => {
            writePreference('timeStrip', 'shown')
            // Where it was hidden, it is there after the next paint.
            requestAnimationFrame(() => document.getElementById(TIME_STRIP_ID)?.focus())
          },
        },
      ],
      [t],
    ),
  )
  return (
    <IconButton
      label={t(shown ? 'histogram.hide' : 'histogram.show')}
      aria-pressed={shown}
      className="aria-pressed:text-accent"
      icon={<ChartColumn aria-hidden="true" className="size-4" />}
      onClick={() => writePreference('timeStrip', shown ? 'hidden' : 'shown')}
    />
  )
}
