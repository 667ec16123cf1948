import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import type { ScanSnapshot } from './message-store.ts'

/** Tells a screen reader when reading starts and how it ended, and nothing in between. */
export function ScanAnnouncer({ snapshot: { phase, rows } }: { snapshot: ScanSnapshot }) {
  const { t } = useText()
  const said = {
    idle: '',
    running: t('messages.announceStart'),
    ended: t('messages.announceEnd', { count: formatCount(rows.length) }),
    failed: t('messages.announceFailed'),
    cut: t('messages.announceFailed'),
  }[phase]
  return (
    <output aria-live="polite" className="sr-only">
      {said}
    </output>
  )
}
