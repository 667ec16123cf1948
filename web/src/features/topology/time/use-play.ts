import type { TopologyTimes } from '@sluice/shared/topology'
import { useEffect, useState } from 'react'
import { nextTime, type TimeRange } from './time-range.ts'

const STEP_MS = 1200

interface PlayInput {
  times: TopologyTimes | undefined
  range: TimeRange | null
  at: number | undefined
  /** The picture of the last step is there. */
  ready: boolean
  onAt: (at: number | undefined) => void
}

/** Goes from bucket to bucket until now is reached; from now it begins at the beginning. */
export function usePlay({ times, range, at, ready, onAt }: PlayInput) {
  const [playing, setPlaying] = useState(false)
  useEffect(() => {
    if (!playing || !ready || times === undefined || range === null) return
    if (at === undefined) {
      setPlaying(false)
      return
    }
    const timer = setTimeout(() => onAt(nextTime(at, times, range) ?? undefined), STEP_MS)
    return () => clearTimeout(timer)
  }, [playing, ready, times, range, at, onAt])
  return {
    playing,
    toggle: () => {
      if (!playing && at === undefined && range) onAt(range.from)
      setPlaying(!playing)
    },
    stop: () => setPlaying(false),
  }
}
