import { describe, expect, it } from 'vitest'
import { BookShelf } from './book-shelf.ts'
import { BOOKS } from './catalogue.ts'
import { announce, type RecordOf, type StreamRecord } from './events.ts'
import { LOANS_MAX, MemberLedger } from './member-ledger.ts'
import { MEMBERS } from './members.ts'
import { OPEN_MAX, RentalDesk, rentalIdOf } from './rental-desk.ts'

const NOW = Date.UTC(2026, 10, 21)
const MEMBER = MEMBERS[0]?.id ?? ''
const BOOK = BOOKS.at(-1) ?? { isbn: '', copies: 0 }

function rented(number: number, memberId = MEMBER, isbn = BOOK.isbn): RecordOf<'rental.book-rented'> {
  const [record] = new RentalDesk().visit(
    { kind: 'rent', at: NOW, number, memberId, isbn, loanFor: 1_000 },
    (at) => at,
  )
  if (record?.stream !== 'rental.book-rented') throw new Error('the desk announced no rental')
  return record
}

function returned(number: number, overdueHours = 0): RecordOf<'rental.book-returned'> {
  const information = { memberId: MEMBER, isbn: BOOK.isbn, overdueHours }
  return announce('rental.book-returned', NOW, { target: rentalIdOf(number), information })
}

function refusedByBook(number: number): RecordOf<'book.rental-rejected'> {
  const information = { memberId: MEMBER, isbn: BOOK.isbn, copies: BOOK.copies }
  return announce('book.rental-rejected', NOW, { target: rentalIdOf(number), information })
}

function refusedByMember(number: number): RecordOf<'member.rental-rejected'> {
  const information = { memberId: MEMBER, isbn: BOOK.isbn, reason: 'suspended' as const }
  return announce('member.rental-rejected', NOW, { target: rentalIdOf(number), information })
}

function streams(records: StreamRecord[]): string[] {
  return records.map(({ stream }) => stream)
}

describe('MemberLedger', () => {
  it('refuses the rental after the last one allowed, and grants again after a return', () => {
    const ledger = new MemberLedger()
    for (let number = 1; number <= LOANS_MAX; number += 1)
      expect(ledger.react(rented(number), NOW)).toEqual([])
    const [refusal] = ledger.react(rented(9), NOW)
    expect(refusal).toMatchObject({
      stream: 'member.rental-rejected',
      key: rentalIdOf(9),
      value: { information: { reason: 'too-many-loans' } },
    })
    ledger.react(returned(1), NOW)
    expect(ledger.react(rented(10), NOW)).toEqual([])
  })

  it('suspends who returns late until the suspension is lifted', () => {
    const ledger = new MemberLedger()
    ledger.react(rented(1), NOW)
    ledger.react(returned(1, 3), NOW)
    expect(ledger.react(rented(2), NOW)).toMatchObject([{ value: { information: { reason: 'suspended' } } }])
    ledger.react(
      announce('rental.suspension-lifted', NOW, { target: MEMBER, information: { memberName: '' } }),
      NOW,
    )
    expect(ledger.react(rented(3), NOW)).toEqual([])
  })

  it('refuses whom it does not know', () => {
    const stranger = rented(1)
    stranger.value.information.memberId = 'M-9999'
    expect(new MemberLedger().react(stranger, NOW)).toMatchObject([
      { value: { information: { reason: 'not-a-member' } } },
    ])
  })

  it('gives the deposit back once when the book service refuses what it had granted', () => {
    const ledger = new MemberLedger()
    const before = ledger.pointsOf(MEMBER)
    ledger.react(rented(1), NOW)
    expect(ledger.pointsOf(MEMBER)).toBeLessThan(before)
    expect(ledger.react(refusedByBook(1), NOW)).toMatchObject([
      { stream: 'member.points-restored', key: MEMBER, value: { information: { rentalId: rentalIdOf(1) } } },
    ])
    expect(ledger.react(refusedByBook(1), NOW)).toEqual([])
    expect([ledger.pointsOf(MEMBER), ledger.loansOf(MEMBER)]).toEqual([before, 0])
  })

  it('does nothing for a rental whose refusal or return overtook it', () => {
    const ledger = new MemberLedger()
    ledger.react(refusedByBook(1), NOW)
    ledger.react(returned(2), NOW)
    expect([...ledger.react(rented(1), NOW), ...ledger.react(rented(2), NOW)]).toEqual([])
    expect(ledger.loansOf(MEMBER)).toBe(0)
  })

  it('counts a rental once however often it is delivered', () => {
    const ledger = new MemberLedger()
    for (let times = 0; times < 10; times += 1) expect(ledger.react(rented(1), NOW)).toEqual([])
    expect(ledger.loansOf(MEMBER)).toBe(1)
  })
})

describe('BookShelf', () => {
  it('refuses when every copy is out, and lends again after a return', () => {
    const shelf = new BookShelf()
    for (let number = 1; number <= BOOK.copies; number += 1)
      expect(shelf.react(rented(number), NOW)).toEqual([])
    expect(shelf.react(rented(90), NOW)).toMatchObject([
      {
        stream: 'book.rental-rejected',
        key: rentalIdOf(90),
        value: { information: { copies: BOOK.copies } },
      },
    ])
    shelf.react(returned(1), NOW)
    expect(shelf.react(rented(91), NOW)).toEqual([])
  })

  it('puts the copy back once when the member service refuses what it had granted', () => {
    const shelf = new BookShelf()
    shelf.react(rented(1), NOW)
    expect(shelf.react(refusedByMember(1), NOW)).toMatchObject([
      { stream: 'book.loan-released', value: { information: { copiesFree: BOOK.copies } } },
    ])
    expect(shelf.react(refusedByMember(1), NOW)).toEqual([])
    expect(shelf.freeCopies(BOOK.isbn)).toBe(BOOK.copies)
  })

  it('does nothing for a rental whose refusal overtook it', () => {
    const shelf = new BookShelf()
    expect(shelf.react(refusedByMember(1), NOW)).toEqual([])
    expect(shelf.react(rented(1), NOW)).toEqual([])
    expect(shelf.lent).toBe(0)
  })

  it('never lends more than the library owns', () => {
    const shelf = new BookShelf()
    const owned = BOOKS.reduce((sum, { copies }) => sum + copies, 0)
    for (let number = 1; number <= 2_000; number += 1)
      shelf.react(rented(number, MEMBER, BOOKS[number % BOOKS.length]?.isbn), NOW)
    expect(shelf.lent).toBe(owned)
    for (const { isbn } of BOOKS) expect(shelf.freeCopies(isbn)).toBe(0)
  })
})

describe('RentalDesk', () => {
  const visit = { kind: 'rent', at: NOW, number: 1, memberId: MEMBER, isbn: BOOK.isbn, loanFor: 1 } as const

  it('cancels a refused rental once though two services refuse it, and takes no book back for it', () => {
    const desk = new RentalDesk()
    desk.visit(visit, (at) => at)
    const answers = [refusedByMember(1), refusedByBook(1), refusedByMember(1)].flatMap((record) =>
      desk.react(record, NOW),
    )
    expect(answers).toMatchObject([
      {
        stream: 'rental.rental-cancelled',
        key: rentalIdOf(1),
        value: { information: { refusedBy: 'member' } },
      },
    ])
    expect(desk.visit({ kind: 'return', at: NOW, number: 1, overdueHours: 0 }, (at) => at)).toEqual([])
  })

  it('cancels a rental that it does not remember: the refusal may come after a restart', () => {
    expect(streams(new RentalDesk().react(refusedByBook(77), NOW))).toEqual(['rental.rental-cancelled'])
  })

  it('lifts a suspension only where a late return led to one', () => {
    const desk = new RentalDesk()
    const lift = { kind: 'lift', at: NOW, memberId: MEMBER } as const
    expect(desk.visit(lift, (at) => at)).toEqual([])
    desk.visit(visit, (at) => at)
    desk.visit({ kind: 'return', at: NOW, number: 1, overdueHours: 2 }, (at) => at)
    expect(streams(desk.visit(lift, (at) => at))).toEqual(['rental.suspension-lifted'])
  })

  it('turns people away rather than hold more open rentals than its bound', () => {
    const desk = new RentalDesk()
    for (let number = 1; number <= OPEN_MAX + 50; number += 1) desk.visit({ ...visit, number }, (at) => at)
    expect(desk.openRentals).toHaveLength(OPEN_MAX)
  })
})
