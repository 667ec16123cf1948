import type { ReplayPace } from '@sluice/shared/replay'

interface Size {
  records: bigint
  /** Null: not known. */
  bytes: bigint | null
  first: bigint | null
  last: bigint | null
}

/** How long it takes at the pace, at most; null: as fast as it goes. */
export function planDuration(pace: ReplayPace, { records, bytes, first, last }: Size): number | null {
  switch (pace.by) {
    case 'unlimited':
      return null
    case 'rate': {
      const byRecords = pace.recordsPerSecond === null ? null : Number(records) / pace.recordsPerSecond
      const byBytes =
        pace.bytesPerSecond === null || bytes === null ? null : Number(bytes) / pace.bytesPerSecond
      if (byRecords === null && byBytes === null) return null
      return toMs(Math.max(byRecords ?? 0, byBytes ?? 0) * 1000)
    }
    case 'timing': {
      if (first === null || last === null) return null
      const span = Number(last - first) / pace.factor
      // No pause is longer than the cap, and there are fewer pauses than records.
      return toMs(Math.min(span, Number(records) * pace.maxGapMs))
    }
  }
}

function toMs(ms: number): number {
  return Math.min(Math.round(ms), Number.MAX_SAFE_INTEGER)
}
