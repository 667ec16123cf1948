import { StreamCut } from '#api/stream-cut.ts'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatBytes, formatCount, formatShort } from '#lib/number-format.ts'
import type { ScanSnapshot } from './message-store.ts'
import { isAcross } from './place-words.ts'
import type { Pace } from './scan-pace.ts'

interface StatusWords {
  /** Empty where nothing can be said of it. */
  shown: string
  /** What it is doing, or why it stopped. */
  state: string
  /** What the reading took. */
  figures: string[]
}

/** The scan in words: how much is shown, how much was looked at, and why it stopped. */
export function statusWords(snapshot: ScanSnapshot, t: Translate): StatusWords {
  const { rows, dropped, open, missing, totals, stale, filtered, phase } = snapshot
  const count = stale ? 0 : filtered ? rows.length + dropped : rows.length
  const lost = new Set(missing.map(({ topic, partition }) => `${topic}/${partition}`))
  const read = open?.ranges.filter(({ topic, partition }) => !lost.has(`${topic}/${partition}`)).length ?? 0
  const shown = { count, text: formatCount(count) }
  // Before its first frame a scan has read nothing that could be counted.
  if ((phase === 'failed' || phase === 'running') && open === null) {
    return { shown: '', state: stateWords(snapshot, t), figures: [] }
  }
  return {
    shown: holdsBack(snapshot)
      ? t('find.searching')
      : filtered
        ? t('find.found', shown)
        : t('messages.shown', shown),
    state: stateWords(snapshot, t),
    figures:
      filtered && phase === 'running'
        ? paceWords(snapshot, t)
        : [
            ...(isAcross(open) ? [t('across.topics', { count: open?.topics.length ?? 0 })] : []),
            ...(open ? [t('messages.fromPartitions', { count: read })] : []),
            t('messages.lookedAt', { count: totals.records, text: formatCount(totals.records) }),
            formatBytes(totals.bytes),
            formatDuration(totals.elapsedMs),
          ],
  }
}

/** A search for the newest shows a find when no newer one can turn up: until then nothing shown does not mean nothing found. */
export function holdsBack({ filtered, phase, open, rows }: ScanSnapshot): boolean {
  const unfinished = phase === 'running' || phase === 'idle'
  return filtered && unfinished && rows.length === 0 && (open === null || open.order === 'backward')
}

/** `1.2 M of 8.4 M offsets looked at` */
export function coverageWords({ done, total }: Pace, t: Translate): string {
  return t('find.coverage', { done: formatShort(done), total: formatShort(total) })
}

/** A whole number from 0 to 100, and 100 only where all is done. */
export function sharePercent({ done, total }: Pace): number {
  return total === 0n ? 0 : Number((done * 100n) / total)
}

/** `23 ms`, `1.4 s` */
export function formatDuration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)}\u202fms` : `${(ms / 1000).toFixed(1)}\u202fs`
}

export function cutWords(cut: StreamCut, t: Translate): string {
  if (cut.reason === 'silent') return t('messages.cutSilent')
  return cut.reason === 'malformed' ? t('messages.cutMalformed') : t('messages.cutClosed')
}

function stateWords(snapshot: ScanSnapshot, t: Translate): string {
  const { phase, endReason, open, error, filtered, bounded, pace } = snapshot
  if (phase === 'running') return runningWords(snapshot, t)
  if (phase === 'cut' && error instanceof StreamCut) return cutWords(error, t)
  if (phase === 'failed') return t('messages.failed')
  const coverage = filtered && pace !== null ? `: ${coverageWords(pace, t)}` : ''
  switch (endReason) {
    case 'limit':
      return t('messages.endLimit', { limit: formatCount(open?.limit ?? 0) })
    case 'end':
      if (filtered) return t('find.endReached')
      if (open?.order === 'backward') return t('messages.endNewest')
      return bounded ? t('range.endReached') : t('messages.endReached')
    case 'deadline':
      return t('messages.endDeadline') + coverage
    case 'cancelled':
      return t('messages.endCancelled')
    case 'partial':
      return t('messages.endPartial')
    case 'stopped':
      return t('messages.endStopped') + coverage
    case null:
      return ''
  }
}

/** How much was read, how fast, and how long it may still take. */
function paceWords({ totals, pace }: ScanSnapshot, t: Translate): string[] {
  const { recordsPerSecond = null, leftMs = null } = pace ?? {}
  return [
    ...(totals.bytes === 0 ? [] : [formatBytes(totals.bytes)]),
    ...(recordsPerSecond === null
      ? []
      : [t('find.perSecond', { count: formatShort(Math.round(recordsPerSecond)) })]),
    ...(leftMs === null ? [] : [t('find.timeLeft', { time: formatLeft(leftMs) })]),
  ]
}

/** `34 s`, `12 min`: a guess deserves no more digits. */
export function formatLeft(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000))
  return seconds < 120 ? `${seconds}\u202fs` : `${Math.round(seconds / 60)}\u202fmin`
}

function runningWords(snapshot: ScanSnapshot, t: Translate): string {
  const { progress, rows, stale, filtered, pace } = snapshot
  if (filtered && pace !== null) return coverageWords(pace, t)
  if (filtered) return holdsBack(snapshot) ? '' : t('find.searching')
  if (progress === null) return rows.length === 0 || stale ? t('messages.waiting') : t('messages.reading')
  const total = Number(progress.offsetsTotal)
  const percent = total === 0 ? 0 : Math.min(100, Math.floor((Number(progress.offsetsDone) / total) * 100))
  return t('messages.readingShare', { percent })
}
