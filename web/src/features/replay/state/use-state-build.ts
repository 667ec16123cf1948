import type { StateFrame, StateRequest, StateSummary } from '@sluice/shared/replay-state'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError } from '#api/api-error.ts'
import { stateStream } from './state.queries.ts'

export interface StateBuild {
  phase: 'idle' | 'running' | 'done' | 'failed' | 'stopped'
  progress: Extract<StateFrame, { t: 'progress' }> | null
  /** The last one that was built; of another question while the next is `running`, or after it failed. */
  state: StateSummary | null
  error: unknown
}

const IDLE: StateBuild = { phase: 'idle', progress: null, state: null, error: null }
/** States of this tab that the server may still have: who goes back finds them built. */
const BUILT_MAX = 12
const built = new Map<string, StateSummary>()

/** Builds what the link asks for, and anew when it asks for something else; leaving ends the reading. */
export function useStateBuild(cluster: string, key: string, request: (nowMs: number) => StateRequest | null) {
  const [build, setBuild] = useState<StateBuild>(IDLE)
  const running = useRef<AbortController | null>(null)
  const asked = useRef(request)
  asked.current = request

  const run = useCallback(() => {
    running.current?.abort()
    const body = asked.current(Date.now())
    if (body === null) return setBuild(IDLE)
    const stop = new AbortController()
    running.current = stop
    setBuild(({ state }) => ({ ...IDLE, phase: 'running', state }))
    void follow(stateStream(cluster, body, { signal: stop.signal }), (part) => {
      if (stop.signal.aborted) return
      if (part.state) remember(`${cluster} ${key}`, part.state)
      setBuild((now) => ({ ...now, ...part }))
    })
  }, [cluster, key])

  const stop = useCallback(() => {
    running.current?.abort()
    setBuild((now) => (now.phase === 'running' ? { ...now, phase: 'stopped', progress: null } : now))
  }, [])

  useEffect(() => {
    const known = built.get(`${cluster} ${key}`)
    if (known === undefined) run()
    else setBuild({ ...IDLE, phase: 'done', state: known })
    return () => running.current?.abort()
  }, [cluster, key, run])

  return { build, run, stop }
}

function remember(key: string, state: StateSummary): void {
  built.delete(key)
  built.set(key, state)
  const [oldest] = built.keys()
  if (built.size > BUILT_MAX && oldest !== undefined) built.delete(oldest)
}

/** Hands over what each frame changes; a failure is the last of it. */
async function follow(
  frames: AsyncGenerator<StateFrame>,
  onPart: (part: Partial<StateBuild>) => void,
): Promise<void> {
  try {
    for await (const frame of frames) {
      if (frame.t === 'progress') onPart({ progress: frame })
      else if (frame.t === 'end') onPart({ phase: 'done', progress: null, state: frame.state })
      else if (frame.t === 'error')
        onPart({ phase: 'failed', progress: null, error: ApiError.fromBody(frame, 200) })
    }
  } catch (error) {
    onPart({ phase: 'failed', progress: null, error })
  }
}
