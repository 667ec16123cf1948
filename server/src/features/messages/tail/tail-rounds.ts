import { setTimeout as sleep } from 'node:timers/promises'
import type { TailLane } from './tail-lane.ts'
import { tailRound } from './tail-round.ts'
import type { TailState } from './tail-state.ts'
import { TailWatch } from './tail-watch.ts'

/** How soon a lane is looked for that fails, or that another round still has. */
const BUSY_MS = 100
/** How soon a leader that is new gets its loop. */
const LEADERS_MS = 250

/** Runs a tail until it ends: one loop of long polls a leader, so that a quiet broker holds up no other. */
export async function runTail(state: TailState): Promise<void> {
  const watch = new TailWatch(state)
  state.refresh = () => watch.refresh()
  state.suspect = () => void watch.refresh().catch(fail)
  const loops = new Map<number | null, Promise<void>>()
  const fail = (error: unknown) => {
    if (state.ctx.stop.reason === null) state.ended ??= { error }
    state.wake()
  }
  const watching = watch.run().catch(fail)
  while (state.ended === null && state.ctx.stop.reason === null) {
    for (const { leader } of state.lanes) {
      if (loops.has(leader)) continue
      const loop = leaderLoop(state, leader).catch(fail)
      loops.set(leader, loop)
      void loop.then(() => loops.delete(leader))
    }
    await anyOf(state.ctx.stop.signal, LEADERS_MS)
  }
  state.ctx.stop.end('cancelled')
  await Promise.all([watching, ...loops.values()])
}

/** Passes by time, or at once when the tail ends. */
async function anyOf(signal: AbortSignal, ms: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    if (signal.aborted) done()
    else signal.addEventListener('abort', done, { once: true })
  })
}

async function leaderLoop(state: TailState, leader: number | null): Promise<void> {
  const { ctx, limits } = state
  const { signal } = ctx.stop
  for (let turn = 0; state.ended === null; turn += 1) {
    const own = state.lanes.filter((lane) => lane.leader === leader)
    if (own.length === 0) return
    const due = own.filter((lane) => !lane.busy && (lane.failing?.retryAt ?? 0) <= ctx.now())
    const startedAt = ctx.now()
    if (due.length > 0) await holding(rotated(due, turn), (lanes) => tailRound(state, lanes))
    const pauseMs = due.length === 0 ? BUSY_MS : limits.paceMs - (ctx.now() - startedAt)
    if (pauseMs > 0) await sleep(pauseMs, undefined, { signal })
  }
}

async function holding(lanes: readonly TailLane[], round: (lanes: readonly TailLane[]) => Promise<void>) {
  for (const lane of lanes) lane.busy = true
  try {
    await round(lanes)
  } finally {
    for (const lane of lanes) lane.busy = false
  }
}

/** An answer that is full leaves out the last of those asked for: each comes first in its turn. */
function rotated(lanes: readonly TailLane[], turn: number): TailLane[] {
  const at = turn % Math.max(lanes.length, 1)
  return [...lanes.slice(at), ...lanes.slice(0, at)]
}
