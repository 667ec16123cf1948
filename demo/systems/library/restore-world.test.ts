import { describe, expect, it } from 'vitest'
import { BOOKS } from './domain/catalogue.ts'
import { DAY } from './domain/day-rhythm.ts'
import { announce } from './domain/events.ts'
import { MEMBERS } from './domain/members.ts'
import { step } from './domain/patrons.ts'
import { openLibrary } from './library-world.ts'
import { livePastDay } from './past-day.ts'
import { restoreWorld } from './restore-world.ts'

const NOW = Date.UTC(2026, 10, 21, 12)

describe('restoreWorld', () => {
  const before = openLibrary(7)
  const records = livePastDay(before, NOW).map(({ record }) => record)
  const after = restoreWorld(7, records)

  it('finds in the streams the state the services had', () => {
    expect(after.desk.openRentals).toEqual(before.desk.openRentals)
    expect(after.ranking.listed).toEqual(before.ranking.listed)
    for (const { isbn } of BOOKS) expect(after.shelf.freeCopies(isbn)).toBe(before.shelf.freeCopies(isbn))
    for (const { id } of MEMBERS) expect(after.ledger.loansOf(id)).toBe(before.ledger.loansOf(id))
  })

  it('goes on with rental numbers that were never used', () => {
    expect(after.patrons.nextNumber).toBe(before.patrons.nextNumber)
  })

  it('brings every book that is still out back, and lifts every suspension', () => {
    const { visits } = step(after.patrons, after.patrons.clock + DAY)
    const events = visits.flatMap((visit) => after.desk.visit(visit, (at) => at))
    const back = new Set(events.map(({ stream, key }) => `${stream} ${key}`))
    for (const { rentalId } of before.desk.openRentals)
      expect(back.has(`rental.book-returned ${rentalId}`)).toBe(true)
    const suspended = before.desk.suspendedMembers
    expect(suspended.length).toBeGreaterThan(0)
    for (const memberId of suspended) expect(back.has(`rental.suspension-lifted ${memberId}`)).toBe(true)
  })

  it('passes over rentals of books and members it does not know', () => {
    const information = { memberId: 'M-0', memberName: '', isbn: '0', title: '', dueAt: '', ledgerEntry: 1n }
    const foreign = announce('rental.book-rented', NOW, { target: 'R-9', information })
    expect(restoreWorld(7, [foreign]).desk.openRentals).toEqual([])
  })
})
