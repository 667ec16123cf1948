import { StreamCut } from '#api/stream-cut.ts'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatBytes, formatCount } from '#lib/number-format.ts'
import type { ScanSnapshot } from './message-store.ts'

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
  const { rows, open, missing, totals, stale } = snapshot
  const count = stale ? 0 : rows.length
  const lost = new Set(missing.map(({ partition }) => partition))
  const read = open?.ranges.filter(({ partition }) => !lost.has(partition)).length ?? 0
  // A scan that failed before its first frame has read nothing that could be counted.
  if (snapshot.phase === 'failed' && open === null) {
    return { shown: '', state: stateWords(snapshot, t), figures: [] }
  }
  return {
    shown: t('messages.shown', { count, text: formatCount(count) }),
    state: stateWords(snapshot, t),
    figures: [
      ...(open ? [t('messages.fromPartitions', { count: read })] : []),
      t('messages.lookedAt', { count: totals.records, text: formatCount(totals.records) }),
      formatBytes(totals.bytes),
      formatDuration(totals.elapsedMs),
    ],
  }
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
  const { phase, endReason, open, error } = snapshot
  if (phase === 'running') return runningWords(snapshot, t)
  if (phase === 'cut' && error instanceof StreamCut) return cutWords(error, t)
  if (phase === 'failed') return t('messages.failed')
  switch (endReason) {
    case 'limit':
      return t('messages.endLimit', { limit: formatCount(open?.limit ?? 0) })
    case 'end':
      return open?.order === 'newest-first' ? t('messages.endNewest') : t('messages.endReached')
    case 'deadline':
      return t('messages.endDeadline')
    case 'cancelled':
      return t('messages.endCancelled')
    case 'partial':
      return t('messages.endPartial')
    case 'stopped':
      return t('messages.endStopped')
    case null:
      return ''
  }
}

function runningWords({ progress, rows, stale }: ScanSnapshot, t: Translate): string {
  if (progress === null) return rows.length === 0 || stale ? t('messages.waiting') : t('messages.reading')
  const total = Number(progress.offsetsTotal)
  const percent = total === 0 ? 0 : Math.min(100, Math.floor((Number(progress.offsetsDone) / total) * 100))
  return t('messages.readingShare', { percent })
}
