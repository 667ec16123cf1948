import type { TailFrame, TailFrameOf, TailRequest } from '@sluice/shared/messages-tail'
import { toItemFault } from '#kafka/kafka-fault.ts'
import { comparePartitions } from '../partition-map.ts'
import { contextOf, openTail, type TailDeps } from './open-tail.ts'
import { TailFrames } from './tail-frames.ts'
import { runTail } from './tail-rounds.ts'
import { countersOf, type TailState } from './tail-state.ts'

export interface TailCall {
  requestId: string
  request: TailRequest
}

/**
 * What arrives in topics from now on, as frames: `open`, then rows, progress and notes until the reader goes, which stops
 * everything at once, or the last topic does. Reads on while its frames are not pulled, and keeps the newest.
 */
export async function* tailMessages(
  deps: TailDeps,
  { requestId, request }: TailCall,
  signal: AbortSignal,
): AsyncGenerator<TailFrame, void, void> {
  const ctx = contextOf(deps, request, signal)
  let running: Promise<void> | null = null
  try {
    const state = await openTail(ctx, request, deps.limits)
    const bell = new Bell()
    state.wake = () => bell.ring()
    ctx.stop.signal.addEventListener('abort', () => bell.ring(), { once: true })
    const frames = new TailFrames(state)
    yield openFrame(state, requestId)
    running = runTail(state)
    while (state.ended === null && ctx.stop.reason === null) {
      await bell.within(frames.waitMs())
      yield* frames.due()
    }
    const { ended } = state
    ctx.stop.end('cancelled')
    // What is still on its way must not come between what is counted and the end.
    await running
    yield* frames.finish()
    if (ended !== null && 'error' in ended) throw ended.error
    yield { t: 'end', reason: ended?.reason ?? 'cancelled', ...countersOf(state) }
  } finally {
    ctx.stop.end('cancelled')
    ctx.buffer.leave()
    ctx.check?.close()
    await running
  }
}

function openFrame({ ctx, request, lanes, keyLookup }: TailState, requestId: string): TailFrameOf<'open'> {
  return {
    t: 'open',
    requestId,
    topics: [...ctx.topics],
    isolation: ctx.isolation,
    maxPerSecond: request.maxPerSecond,
    places: lanes.flatMap(({ topic, partition, next }) =>
      next === null ? [] : [{ topic, partition, next: `${next}` }],
    ),
    missing: [...ctx.missing.entries()]
      .map(([id, fault]) => ({ ...id, ...toItemFault(fault) }))
      .sort(comparePartitions),
    keyLookup,
  }
}

/** Wakes whoever waits; a ring while nobody does is not forgotten. */
class Bell {
  #rung = false
  #wake: () => void = () => {}

  ring(): void {
    this.#rung = true
    this.#wake()
  }

  async within(ms: number): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    this.#rung = false
    this.#wake = () => {}
  }
}
