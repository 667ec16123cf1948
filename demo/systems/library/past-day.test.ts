import { describe, expect, it } from 'vitest'
import { DAY } from './domain/day-rhythm.ts'
import { encodeValue } from './domain/event-json.ts'
import { actionOf, type StreamName } from './domain/events.ts'
import { LOANS_MAX } from './domain/member-ledger.ts'
import { MEMBERS } from './domain/members.ts'
import { openLibrary } from './library-world.ts'
import { livePastDay, type WrittenRecord } from './past-day.ts'
import { SERVICES, type ServiceDeclaration, STREAMS } from './service-table.ts'

const NOW = Date.UTC(2026, 10, 21, 12)

function targets(day: WrittenRecord[], ...streams: StreamName[]): string[] {
  return day
    .flatMap(({ record }) =>
      streams.includes(record.stream) && record.value && 'target' in record.value
        ? [record.value.target]
        : [],
    )
    .sort()
}

describe('livePastDay', () => {
  const day = livePastDay(openLibrary(7), NOW)

  it('is the same to the byte for the same seed', () => {
    const bytes = (written: WrittenRecord[]): unknown[] =>
      written.map(({ by, record }) => [by, record.stream, record.key, record.at, encodeValue(record.value)])
    expect(bytes(livePastDay(openLibrary(7), NOW))).toEqual(bytes(day))
    expect(bytes(livePastDay(openLibrary(8), NOW))).not.toEqual(bytes(day))
  })

  it('holds about two thousand records or more, on every stream, within the last day and in order of time', () => {
    expect(day.length).toBeGreaterThan(2_000)
    expect(day.length).toBeLessThan(3_500)
    expect(new Set(day.map(({ record }) => record.stream))).toEqual(new Set(STREAMS))
    const times = day.map(({ record }) => record.at)
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(times[0]).toBeGreaterThan(NOW - DAY - 60_000)
    expect(times.at(-1)).toBeLessThanOrEqual(NOW)
  })

  it('has each service write its own streams only', () => {
    for (const { by, record } of day) {
      const { writes }: ServiceDeclaration = SERVICES[by]
      expect(writes).toContain(record.stream)
    }
  })

  it('writes events that name their target, what happened and when, keyed by the target', () => {
    for (const { record } of day) {
      if (record.stream === 'best-book.ranking') continue
      expect(record.value).toEqual({
        target: record.key,
        action: actionOf(record.stream),
        information: expect.any(Object),
        time: new Date(record.at).toISOString(),
      })
    }
  })

  it('cancels exactly the rentals that were refused, and takes no book back for them', () => {
    const refused = new Set(targets(day, 'member.rental-rejected', 'book.rental-rejected'))
    const cancelled = targets(day, 'rental.rental-cancelled')
    expect(cancelled).toEqual([...refused].sort())
    expect(cancelled.length).toBeGreaterThan(20)
    expect(targets(day, 'rental.book-returned').filter((target) => refused.has(target))).toEqual([])
  })

  it('has every refusal undone by the service that had granted the rental', () => {
    const byMember = new Set(targets(day, 'member.rental-rejected'))
    const byBook = new Set(targets(day, 'book.rental-rejected'))
    const released = targets(day, 'book.loan-released')
    const restored = day.flatMap(({ record }) =>
      record.stream === 'member.points-restored' ? [record.value.information.rentalId] : [],
    )
    expect(released).toEqual([...byMember].filter((id) => !byBook.has(id)).sort())
    expect(restored.sort()).toEqual([...byBook].filter((id) => !byMember.has(id)).sort())
  })

  it('leaves bounded state behind that all services agree on, day after day', () => {
    const world = openLibrary(3)
    for (let days = 0; days < 4; days += 1) {
      livePastDay(world, NOW + days * DAY)
      const open = world.desk.openRentals
      expect(open.length).toBeLessThan(400)
      expect(world.shelf.lent).toBe(open.length)
      for (const memberId of world.desk.suspendedMembers)
        expect(world.patrons.suspended.has(memberId)).toBe(true)
      for (const { id } of MEMBERS) {
        expect(world.ledger.loansOf(id)).toBe(open.filter(({ memberId }) => memberId === id).length)
        expect(world.ledger.loansOf(id)).toBeLessThanOrEqual(LOANS_MAX)
      }
    }
  })
})
