import type { Frame, ScanFrame, ScanRequest } from '@sluice/shared/messages'
import type { ScanLimits } from '../scan-limits.ts'
import { type ScanDeps, scanMessages } from '../scan-messages.ts'
import { orderOf } from '../scan-order.ts'
import { WholeTally } from './whole-tally.ts'

/** As much as a page holds in memory at once where it reads backward: it comes whole. */
const BACKWARD_PAGE = 100
/** A forward page streams, and may be long: each one asks the cluster again where its partitions are. */
const FORWARD_PAGE = 1_000_000
const PAGE_DEADLINE_MS = 10 * 60_000
/** Pages in a row that brought nothing while partitions were missing, until those count as missing for good. */
const FRUITLESS_PAGES = 3

export interface WholeScanCall {
  cluster: string
  requestId: string
  query: ScanRequest
  /** Null: all that the range holds. */
  limit: number | null
}

/**
 * The frames of a scan that follows its own cursor to the end of the range, as if there were no pages: one `open`, one
 * `end`, payloads whole. Its ends are those of the first page. Memory stays flat, however much is found.
 */
export async function* scanWhole(
  deps: ScanDeps,
  call: WholeScanCall,
  signal: AbortSignal,
): AsyncGenerator<ScanFrame, void, void> {
  const { cluster, requestId, limit } = call
  const query = limit === null ? fromItsStart(call.query) : call.query
  const whole: ScanDeps = { ...deps, limits: wholeLimits(deps.limits) }
  const most = orderOf(query) === 'backward' ? BACKWARD_PAGE : FORWARD_PAGE
  const tally = new WholeTally(deps.now())
  let cursor: string | null = null
  let fruitless = 0
  for (;;) {
    const left = limit === null ? most : limit - tally.matched
    const place = cursor === null ? {} : { cursor }
    const request: ScanRequest = { ...query, limit: Math.min(most, left), ...place }
    const frames = scanMessages(whole, { cluster, requestId, request }, signal)
    const end: Frame<'end'> = yield* page(frames, tally, deps.now)
    fruitless = end.records > 0 ? 0 : fruitless + 1
    ;({ cursor } = end)
    const full = limit !== null && tally.matched >= limit
    if (full || cursor === null || end.reason === 'cancelled' || fruitless >= FRUITLESS_PAGES) {
      yield tally.end(end, deps.now())
      return
    }
  }
}

/** All there is has no newest n: it is the range from its first offset on, and reading it forward is the light way. */
function fromItsStart({ order, ...query }: ScanRequest): ScanRequest {
  const from: ScanRequest['from'] = 'newest' in query.from ? { oldest: true } : query.from
  return { ...query, from, ...(order === undefined || order === 'backward' ? {} : { order }) }
}

function wholeLimits(limits: ScanLimits): ScanLimits {
  return { ...limits, deadlineMs: PAGE_DEADLINE_MS, previewBytes: Number.POSITIVE_INFINITY }
}

async function* page(
  frames: AsyncGenerator<ScanFrame, void, void>,
  tally: WholeTally,
  now: () => number,
): AsyncGenerator<ScanFrame, Frame<'end'>, void> {
  let end: Frame<'end'> | null = null
  for await (const frame of frames) {
    switch (frame.t) {
      case 'open':
        if (tally.opened) break
        tally.open(frame)
        yield frame
        break
      case 'progress':
        yield tally.progress(frame, now())
        break
      case 'end':
        end = frame
        break
      default:
        yield frame
    }
  }
  if (end === null) throw new Error('A scan ended without its last frame')
  tally.close(end)
  return end
}
