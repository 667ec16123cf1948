import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import type { PlayEngine, PlaySnapshot } from '#lib/play-engine.ts'

/** One thing that an engine says of itself; renders again when that changes and not with each frame. */
export function usePlaySnapshot<T>(engine: PlayEngine, pick: (snapshot: PlaySnapshot) => T): T {
  const read = useCallback(() => pick(engine.snapshot()), [engine, pick])
  return useSyncExternalStore(engine.subscribe, read)
}

/** All of it, while it plays no more often than this: for lists, which cost more to draw than a frame has time for. */
export function useCalmSnapshot(engine: PlayEngine, beatMs: number): PlaySnapshot {
  const [snapshot, setSnapshot] = useState(engine.snapshot)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    let last = Number.NEGATIVE_INFINITY
    const take = () => {
      timer = null
      last = performance.now()
      setSnapshot(engine.snapshot())
    }
    const hear = () => {
      const wait = last + beatMs - performance.now()
      if (wait <= 0 || engine.snapshot().phase !== 'playing') {
        if (timer !== null) clearTimeout(timer)
        take()
      } else timer ??= setTimeout(take, wait)
    }
    hear()
    const end = engine.subscribe(hear)
    return () => {
      end()
      if (timer !== null) clearTimeout(timer)
    }
  }, [engine, beatMs])
  return snapshot
}
