import type { ReplayHold, ReplaySummary } from '@sluice/shared/replay-job'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { Language } from '#lib/i18n/language.ts'
import { formatCount } from '#lib/number-format.ts'
import { spanWords } from '#lib/span-words.ts'
import type { StateTone } from '#ui/state-mark.tsx'

export interface Telling {
  t: Translate
  language: Language
}

const TONES: Record<ReplaySummary['state'], StateTone> = {
  running: 'ok',
  paused: 'attention',
  interrupted: 'trouble',
  aborted: 'unknown',
  completed: 'ok',
  'completed-with-gaps': 'attention',
  failed: 'trouble',
}

/** A job that waits for a group or for Kafka runs, and writes nothing: that has a word of its own. */
const holdsBack = ({ state, hold }: Pick<ReplaySummary, 'state' | 'hold'>): boolean =>
  state === 'running' && (hold?.kind === 'backpressure' || hold?.kind === 'canary')

export function stateLook(
  job: Pick<ReplaySummary, 'state' | 'hold'>,
  t: Translate,
): { tone: StateTone; word: string } {
  if (holdsBack(job)) return { tone: 'attention', word: t('replays.stateholding') }
  const trouble = job.state === 'paused' && job.hold?.kind === 'fault'
  return { tone: trouble ? 'trouble' : TONES[job.state], word: t(`replays.state${job.state}`) }
}

/** How it stands with a job, in sentences; the first says most. */
export function jobSentences(job: ReplaySummary & { guarantee?: string }, telling: Telling): string[] {
  const { t } = telling
  const { state, hold, fault, mode } = job
  const dry = mode === 'dry-run'
  const held = hold === null ? [] : [holdWords(hold, t)]
  switch (state) {
    case 'running':
      return [
        ...held,
        t('replays.saysRunning', {
          done: formatCount(job.offsetsDone),
          total: formatCount(job.offsetsTotal),
        }),
        ...(dry ? [t('replays.saysDry')] : []),
      ]
    case 'paused':
      return held.length > 0 ? held : [fault ? t('replays.saysFaulted', fault) : t('replays.holdPerson')]
    case 'interrupted':
      return [
        fault ? t('replays.saysFaulted', fault) : t('replays.saysInterrupted'),
        ...(dry ? [t('replays.saysDry')] : resumeWords(job.guarantee, t)),
      ]
    case 'aborted':
      return [dry ? t('replays.saysDry') : t('replays.saysAborted', counted(job.written))]
    case 'failed':
      return [t('replays.saysFailed', { message: fault?.message ?? '' })]
    default:
      return [doneWords(job, telling), ...(state === 'completed' ? [] : [t('replays.saysGaps')])]
  }
}

function doneWords(job: ReplaySummary, { t, language }: Telling): string {
  if (job.mode === 'dry-run') return t('replays.saysDryDone', counted(job.written))
  const time = spanWords((job.endedAt ?? job.startedAt) - job.startedAt, language)
  return t('replays.saysDone', { ...counted(job.written), time })
}

/** What a resume does with what was under way when the job was interrupted. */
function resumeWords(guarantee: string | undefined, t: Translate): string[] {
  if (guarantee === undefined) return []
  if (guarantee === 'exactly-once') return [t('replays.resumeExact')]
  return [t(guarantee === 'no-duplicates' ? 'replays.resumeLooks' : 'replays.resumeOnce')]
}

export function holdWords(hold: ReplayHold, t: Translate): string {
  switch (hold.kind) {
    case 'person':
      return t('replays.holdPerson')
    case 'canary':
      return t('replays.holdCanary', counted(hold.records))
    case 'backpressure':
      return hold.lag === null
        ? t('replays.holdBackpressureUnknown', { group: hold.group })
        : t('replays.holdBackpressure', {
            group: hold.group,
            lag: formatCount(hold.lag),
            most: formatCount(hold.maxLag),
          })
    case 'throttled':
      return t('replays.holdThrottled', { ms: formatCount(hold.ms) })
    case 'fault':
      return t('replays.holdFault', { message: hold.fault.message })
  }
}

/** A count as the sentences take it: its text, and its number for the form of the words. */
export function counted(count: string): { count: string; n: number } {
  return { count: formatCount(count), n: Number(count) }
}

/** Parts of a thousand that are done; cut, so that only what is done reads as 100 %. Null: there is nothing to do. */
export function permilleDone({
  offsetsDone,
  offsetsTotal,
}: Pick<ReplaySummary, 'offsetsDone' | 'offsetsTotal'>) {
  const total = BigInt(offsetsTotal)
  return total === 0n ? null : Number((BigInt(offsetsDone) * 1000n) / total)
}

/** `37.4 %` */
export function percentText(permille: number): string {
  return `${permille % 10 === 0 ? permille / 10 : (permille / 10).toFixed(1)}\u202f%`
}
