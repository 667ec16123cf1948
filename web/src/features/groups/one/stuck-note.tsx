import { useQuery } from '@tanstack/react-query'
import { toneOf } from '#charts/gate-tone.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Button } from '#ui/button.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { CauseSentence } from '../figures/cause-sentence.tsx'
import { TONE_INK } from '../figures/state-look.ts'
import { TimeWhy } from '../figures/time-why.tsx'
import { groupQuery } from '../groups.queries.ts'
import type { RecordPlace } from './record-place.ts'

interface StuckNoteProps {
  cluster: string
  group: string
  place: RecordPlace
  onPlace: (place: RecordPlace) => void
}

/** What the open record is to the group: what it reads next, what it has read, or what it has yet to come to. */
export function StuckNote({ cluster, group, place, onPlace }: StuckNoteProps) {
  const { t } = useText()
  const { data } = useQuery(groupQuery(cluster, group))
  const row = data?.rows.find(
    ({ topic, partition }) => topic === place.topic && partition === place.partition,
  )
  if (row === undefined || row.committed === null) return null
  const { topic, partition, committed, lagState, cause, time, lag } = row
  const tone = toneOf(lagState)
  const away = BigInt(place.offset) - BigInt(committed)
  const here =
    away === 0n
      ? t(lag === '0' ? 'groups.noteAtEnd' : 'groups.noteNext')
      : away < 0n
        ? t('groups.noteRead', { count: formatCount(-away) })
        : t('groups.noteAhead', { count: formatCount(away) })
  return (
    <div className="flex flex-col gap-0.5 border-hairline border-b bg-surface-sunken px-3 py-1.5 text-meta">
      <p className={`flex items-baseline gap-2 ${TONE_INK[tone]}`}>
        <StateMark tone={tone} />
        <CauseSentence cause={cause} />
      </p>
      <p className="flex flex-wrap items-center gap-x-3 text-ink-muted">
        <span>{here}</span>
        {away !== 0n && (
          <Button
            look="link"
            className="h-5 text-meta"
            onClick={() => onPlace({ topic, partition, offset: committed })}
          >
            {t('groups.noteToGate', { offset: formatCount(committed) })}
          </Button>
        )}
        {lag !== '0' && (
          <span>
            {t('groups.columnTime')} <TimeWhy time={time} />
          </span>
        )}
      </p>
    </div>
  )
}
