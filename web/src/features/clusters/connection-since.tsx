import type { ConnectionState } from '@sluice/shared/clusters'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useNow } from '#lib/now.ts'
import { formatIso, formatRelative } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { StateMark } from '#ui/state-mark.tsx'
import { connectionWords } from './connection-words.ts'

/** The state of a connection as a sentence, with the exact time on hover. */
export function ConnectionSince({ connection }: { connection: ConnectionState }) {
  const { t, language } = useText()
  const zone = useTimeZone()
  const now = useNow(1000)
  const { tone, sentence } = connectionWords(connection, t)
  return (
    <span
      data-tip={formatIso(connection.since, zone) ?? undefined}
      className="inline-flex items-center gap-1.5 whitespace-nowrap"
    >
      <StateMark tone={tone} />
      {sentence(formatRelative(connection.since, now, language))}
    </span>
  )
}
