import { ChartColumn } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { usePreference, writePreference } from '#lib/preferences.ts'
import { IconButton } from '#ui/icon-button.tsx'

/** Shows or hides messages by time, on this browser from now on. */
export function StripToggle() {
  const { t } = useText()
  const shown = usePreference('timeStrip') === 'shown'
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
