import type { Message, ScanRequest } from '@sluice/shared/messages'
import { ApiError } from '#api/api-error.ts'
import { scanStream } from '#api/scan-stream.ts'
import type { PlayEngine, PlayEvent, PlaySpan } from '#lib/play-engine.ts'
import { isOf, type Saga } from './saga.ts'

/** Of what has the text somewhere, so many are looked at for the mark. */
const LOOKED_AT = 100

/** The next event of a story that is held already, or the one before; null: the log has to be asked. */
export function heldEvent(engine: PlayEngine, sagas: readonly Saga[], by: 1 | -1): PlayEvent | null {
  const { range, current } = engine.snapshot()
  const now = engine.now()
  const isWanted = (event: PlayEvent) => event !== current && sagas.some((saga) => isOf(event.message, saga))
  const before = () => engine.between(range.from - 1, now).findLast(isWanted)
  return (by === 1 ? engine.between(now, range.to).find(isWanted) : before()) ?? null
}

/** Asks the log for it. */
export async function findInLog(
  cluster: string,
  topics: readonly string[],
  sagas: readonly Saga[],
  span: PlaySpan,
  by: 1 | -1,
  signal: AbortSignal,
): Promise<Message | null> {
  const found = await Promise.all(
    sagas.map((saga) => firstOf(cluster, requestFor(topics, saga, span, by), saga, signal)),
  )
  const times = found.flatMap((message) => (message === null ? [] : [message]))
  times.sort((a, b) => by * (Number(a.timestamp) - Number(b.timestamp)))
  return times[0] ?? null
}

function requestFor(
  topics: readonly string[],
  { value }: Saga,
  { from, to }: PlaySpan,
  by: 1 | -1,
): ScanRequest {
  const filter = { text: value, in: ['key' as const, 'value' as const, 'headers' as const] }
  const shared = {
    topics: [...topics],
    to: { timestamp: to },
    isolation: 'read_committed' as const,
    filter: { ...filter, caseSensitive: true, bytes: false },
  }
  return by === 1
    ? { ...shared, from: { timestamp: from }, order: 'time', limit: LOOKED_AT }
    : { ...shared, from: { newest: LOOKED_AT }, order: 'backward' }
}

/** Stops reading with the first that is one. */
async function firstOf(
  cluster: string,
  request: ScanRequest,
  saga: Saga,
  signal: AbortSignal,
): Promise<Message | null> {
  for await (const frame of scanStream(cluster, request, { signal })) {
    if (frame.t === 'error') throw ApiError.fromBody(frame, 200)
    if (frame.t === 'rows') {
      const found = frame.rows.find((message) => isOf(message, saga))
      if (found !== undefined) return found
    }
  }
  return null
}
