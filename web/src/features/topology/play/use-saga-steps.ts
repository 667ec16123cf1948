import { useEffect, useRef, useState } from 'react'
import { describeError } from '#lib/describe-error.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { notify } from '#lib/notice.ts'
import type { PlayEngine } from '#lib/play-engine.ts'
import type { Saga } from './saga.ts'
import { findInLog, heldEvent } from './saga-search.ts'

/** Goes from event to event of what is followed; the log is asked where they are not held. */
export function useSagaSteps(
  cluster: string,
  engine: PlayEngine,
  topics: readonly string[],
  sagas: readonly Saga[],
) {
  const { t } = useText()
  const [searching, setSearching] = useState(false)
  const asking = useRef<AbortController | null>(null)
  useEffect(() => () => asking.current?.abort(), [])
  const go = async (by: 1 | -1): Promise<void> => {
    asking.current?.abort()
    const held = heldEvent(engine, sagas, by)
    if (held !== null) return engine.seekEvent(held)
    const control = new AbortController()
    asking.current = control
    setSearching(true)
    try {
      const { range } = engine.snapshot()
      const now = engine.now()
      const span =
        by === 1 ? { from: Math.floor(now) + 1, to: range.to } : { from: range.from, to: Math.floor(now) }
      const found = await findInLog(cluster, topics, sagas, span, by, control.signal)
      const at = Number(found?.timestamp)
      if (control.signal.aborted) return
      if (found === null || !Number.isFinite(at) || at < range.from) notify(t('scene.noNextOf'))
      else engine.seekEvent({ at, message: found })
    } catch (error) {
      if (!control.signal.aborted) notify(describeError(error, t).headline, 'trouble')
    } finally {
      if (asking.current === control) setSearching(false)
    }
  }
  return { searching, go: (by: 1 | -1) => void go(by) }
}
