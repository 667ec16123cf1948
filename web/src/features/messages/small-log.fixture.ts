import type { Message, ScanFrame, ScanRequest } from '@sluice/shared/messages'
import { sampleMessage, textPayload } from './sample-message.fixture.ts'
import type { OpenScan } from './scan-page.ts'

interface SmallLogOptions {
  logStart?: number
  logEnd: number
  lastStable?: number
  aborted?: ReadonlySet<number>
  /** Offsets after which a page ends with a deadline. */
  pageOffsets?: number
}

/** One partition as the server's scan would read it forward: offsets with their keys. */
export function smallLog(keys: ReadonlyMap<number, string>, options: SmallLogOptions) {
  const { logStart = 0, logEnd, lastStable = logEnd, aborted = new Set(), pageOffsets = 1e9 } = options
  const requests: ScanRequest[] = []
  let offsetsRead = 0

  const open: OpenScan = async function* (request): AsyncGenerator<ScanFrame> {
    requests.push(request)
    const committed = request.isolation === 'read_committed'
    const asked = (place: ScanRequest['to']) => (place && 'offset' in place ? Number(place.offset) : logEnd)
    const start = Math.max(Number(request.cursor ?? asked(request.from)), logStart)
    const end = Math.min(asked(request.to), committed ? lastStable : logEnd)
    const range = { start: `${start}`, end: `${end}`, logStart: `${logStart}`, logEnd: `${logEnd}` }
    const rest = {
      requestId: 'r',
      order: 'forward' as const,
      limit: request.limit ?? 100,
      keyLookup: null,
      cursor: null,
    }
    const ranges = [{ topic: 'orders', partition: 0, ...range, lastStable: `${lastStable}` }]
    yield { t: 'open', topics: ['orders'], isolation: request.isolation, missing: [], ranges, ...rest }
    const rows: Message[] = []
    let at = start
    const full = () => rows.length >= rest.limit
    for (; at < end && at < start + pageOffsets && !full(); at++) {
      offsetsRead++
      const key = keys.get(at)
      if (key === undefined || (request.key && request.key.data !== key)) continue
      if (committed && aborted.has(at)) continue
      rows.push(sampleMessage({ offset: `${at}`, key: textPayload(key), transactional: aborted.has(at) }))
    }
    yield { t: 'rows', rows }
    const reason = full() ? 'limit' : at < end ? 'deadline' : 'end'
    const sums = { records: 0, matched: rows.length, bytes: 0, elapsedMs: 1, filterErrors: 0, undecodable: 0 }
    yield { t: 'end', reason, cursor: at < end ? `${at}` : null, missing: [], ...sums }
  }
  return { open, requests, offsetsRead: () => offsetsRead }
}
