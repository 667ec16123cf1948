import type { ConnectionState } from '@sluice/shared/clusters'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useNow } from '#lib/now.ts'
import { formatDuration, formatIso } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { StateMark } from '#ui/state-mark.tsx'
import { connectionWords } from './connection-words.ts'

interface ConnectionSinceProps {
  connection: ConnectionState
  /** False beside a heading that has the mark already. */
  markShown?: boolean
}

/** The state of a connection as a sentence, with the exact time on hover. */
export function ConnectionSince({ connection, markShown = true }: ConnectionSinceProps) {
  const { t, language } = useText()
  const zone = useTimeZone()
  const now = useNow(1000)
  const { tone, sentence } = connectionWords(connection, t)
  return (
    <span
      data-tip={formatIso(connection.since, zone) ?? undefined}
      className="inline-flex items-center gap-1.5 whitespace-nowrap"
    >
      {markShown && <StateMark tone={tone} />}
      {sentence(formatDuration(now - connection.since, language))}
    </span>
  )
}
