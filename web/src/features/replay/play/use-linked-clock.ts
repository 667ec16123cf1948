import { useEffect } from 'react'
import type { PlayEngine } from '#lib/play-engine.ts'
import type { ChangePlayUrl } from './use-play-url.ts'

/** While it plays, the link follows from time to time; once it stands, soon. */
const PLAYING_MS = 4000
const STANDING_MS = 350

/** Keeps where the clock stands, its speed and its pauses in the link, so that a copied link shows the same moment. */
export function useLinkedClock(engine: PlayEngine, change: ChangePlayUrl): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null
    let due = Number.POSITIVE_INFINITY
    let written = wordsOf(engine)
    const write = () => {
      timer = null
      const words = wordsOf(engine)
      if (words === written) return
      written = words
      const { speed, skipMs } = engine.snapshot()
      change({ at: Math.floor(engine.now()), speed, skipMs }, { replace: true })
    }
    const end = engine.subscribe(() => {
      const wait = engine.snapshot().phase === 'playing' ? PLAYING_MS : STANDING_MS
      const at = performance.now() + wait
      if (timer !== null && due <= at) return
      if (timer !== null) clearTimeout(timer)
      due = at
      timer = setTimeout(write, wait)
    })
    return () => {
      end()
      if (timer !== null) clearTimeout(timer)
    }
  }, [engine, change])
}

function wordsOf(engine: PlayEngine): string {
  const { speed, skipMs } = engine.snapshot()
  return `${Math.floor(engine.now())} ${speed} ${skipMs}`
}
