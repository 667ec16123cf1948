import type { Isolation, Message } from '@sluice/shared/messages'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { RecordPlace } from '../place.url.ts'
import { useOpenScan } from '../use-open-scan.ts'
import { findSameKey, type NoKeyReason, soughtKey } from './same-key.ts'

/** How far the way to the same key before or behind has come. */
export type SameKeyStep =
  | { phase: 'idle' }
  | { phase: 'searching'; by: 1 | -1; done: bigint; total: bigint | null }
  | { phase: 'none'; by: 1 | -1 }
  | { phase: 'failed'; by: 1 | -1; error: unknown }

interface SameKeyOptions {
  cluster: string
  topic: string
  place: RecordPlace
  /** The open record; null until it is here. */
  message: Message | null
  isolation: Isolation
  onPlace: (place: RecordPlace) => void
}

export interface SameKey {
  step: SameKeyStep
  /** Why there is nowhere to go; null where there may be. */
  noKey: NoKeyReason | null
  go: (by: 1 | -1) => void
  stop: () => void
}

const IDLE: SameKeyStep = { phase: 'idle' }

/** The way from a record to the next and the previous one with the same key; another record ends a search. */
export function useSameKey({ cluster, topic, place, message, isolation, onPlace }: SameKeyOptions): SameKey {
  const open = useOpenScan(cluster)
  const run = useRef<AbortController | null>(null)
  const here = `${topic} ${place.partition}:${place.offset}`
  const [held, setHeld] = useState({ here, step: IDLE })
  const key = useMemo(() => (message === null ? null : soughtKey(message)), [message])

  // biome-ignore lint/correctness/useExhaustiveDependencies: whichever record is open now, the search was for another
  useEffect(() => () => run.current?.abort(), [here])

  const go = useCallback(
    (by: 1 | -1) => {
      if (key === null || typeof key === 'string') return
      run.current?.abort()
      const controller = new AbortController()
      run.current = controller
      const { signal } = controller
      const tell = (step: SameKeyStep) => {
        if (!signal.aborted) setHeld({ here, step })
      }
      tell({ phase: 'searching', by, done: 0n, total: null })
      const { partition, offset } = place
      findSameKey(open, { topic, partition, offset, key, isolation, by }, signal, (done, total) =>
        tell({ phase: 'searching', by, done, total }),
      ).then(
        (found) => {
          if (signal.aborted) return
          tell(found === null ? { phase: 'none', by } : IDLE)
          if (found !== null) onPlace({ partition, offset: found.offset })
        },
        (error: unknown) => tell({ phase: 'failed', by, error }),
      )
    },
    [open, topic, place, here, key, isolation, onPlace],
  )
  const stop = useCallback(() => {
    run.current?.abort()
    setHeld({ here, step: IDLE })
  }, [here])
  return {
    step: held.here === here ? held.step : IDLE,
    noKey: typeof key === 'string' ? key : null,
    go,
    stop,
  }
}
