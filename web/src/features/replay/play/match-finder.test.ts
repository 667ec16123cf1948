import type { ScanFrame, ScanRequest } from '@sluice/shared/messages'
import { describe, expect, it } from 'vitest'
import type { PlayEvent } from '#lib/play-engine.ts'
import { findMatch } from './match-finder.ts'

const TIMES = [100, 200, 200, 200, 300]
const SIGNAL = new AbortController().signal

const row = (offset: number) =>
  ({ topic: 't', partition: 0, offset: `${offset}`, timestamp: TIMES[offset] }) as PlayEvent['message']
const event = (offset: number): PlayEvent => ({ message: row(offset), at: TIMES[offset] ?? 0, lateMs: 0 })

/** Every record matches; pages of two. */
async function* open(request: ScanRequest): AsyncGenerator<ScanFrame> {
  const timestamp = (place: ScanRequest['to']) => (place && 'timestamp' in place ? place.timestamp : null)
  const [from, to] = [timestamp(request.from) ?? 0, timestamp(request.to) ?? 1e9]
  const found = TIMES.flatMap((time, offset) => (time >= from && time < to ? [offset] : []))
  const all = request.order === 'backward' ? found.reverse() : found
  const start = Number(request.cursor ?? 0)
  yield { t: 'rows', rows: all.slice(start, start + 2).map(row) }
  yield { t: 'end', cursor: start + 2 < all.length ? `${start + 2}` : null } as ScanFrame
}

const search = {
  open,
  ask: { topics: ['t'], isolation: 'read_committed', filter: null },
  filter: { text: 'x', in: ['value'], caseSensitive: true, bytes: false },
  range: { span: { from: 150, to: 1000 }, bounds: null, histogram: null },
} satisfies Parameters<typeof findMatch>[0]
const jump = async (at: number, current: number | null, by: 1 | -1) => {
  const from = { at, current: current === null ? null : event(current) }
  return (await findMatch(search, from, by, SIGNAL))?.message.offset ?? null
}

describe('findMatch', () => {
  it('goes to the next one of the same moment before it goes on in time', async () => {
    expect(await jump(150, null, 1)).toBe('1')
    expect(await jump(200, 1, 1)).toBe('2')
    expect(await jump(200, 3, 1)).toBe('4')
    expect(await jump(300, 4, 1)).toBeNull()
  })

  it('goes back to the one before, and not out of the range', async () => {
    expect(await jump(300, 4, -1)).toBe('3')
    expect(await jump(200, 2, -1)).toBe('1')
    expect(await jump(200, 1, -1)).toBeNull()
  })

  it('finds the first of a moment that the clock stands at and has not played', async () => {
    expect(await jump(200, 0, 1)).toBe('1')
  })
})
