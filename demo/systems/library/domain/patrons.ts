import { Random } from '../../random.ts'
import { BOOKS } from './catalogue.ts'
import { BUSIEST, DAY, demandAt, HOUR } from './day-rhythm.ts'
import { LOANS_MAX } from './member-ledger.ts'
import { MEMBERS } from './members.ts'

/** What somebody does at the counter. Whether the library agrees is the services' business, not the simulation's. */
export type Visit =
  | { kind: 'rent'; at: number; number: number; memberId: string; isbn: string; loanFor: number }
  | { kind: 'return'; at: number; number: number; overdueHours: number }
  | { kind: 'lift'; at: number; memberId: string }

export interface PlannedLoan {
  memberId: string
  isbn: string
  returnAt: number
  overdueHours: number
  /** The visitor asked for what is not to be had: no copy is thought to be out for it. */
  hopeless: boolean
}

/** The people of the town as a value: library time in milliseconds since its first midnight. */
export interface Patrons {
  readonly random: number
  readonly clock: number
  readonly nextArrival: number
  readonly nextNumber: number
  readonly loans: ReadonlyMap<number, PlannedLoan>
  readonly suspended: ReadonlyMap<string, number>
}

export const RENTALS_PER_DAY = 700
const LOAN_FOR = 14 * HOUR
const VISITS_PER_STEP = 20_000
const TRIES = 4
const POPULARITY = BOOKS.reduce((sum, book) => sum + book.popularity, 0)

export function gatherPatrons(seed: number, clock: number, nextNumber = 1): Patrons {
  return { random: seed, clock, nextArrival: clock, nextNumber, loans: new Map(), suspended: new Map() }
}

/** Lets library time pass up to `until`: pure, and the same for the same patrons. Visits come in order of time. */
export function step(patrons: Patrons, until: number): { patrons: Patrons; visits: Visit[] } {
  const random = new Random(patrons.random)
  const loans = new Map(patrons.loans)
  const suspended = new Map(patrons.suspended)
  const visits: Visit[] = []
  let { clock, nextArrival, nextNumber } = patrons
  let back = earliest(loans, (loan) => loan.returnAt)
  let lifted = earliest(suspended, (at) => at)
  while (visits.length < VISITS_PER_STEP) {
    const next = Math.min(nextArrival, back?.at ?? Infinity, lifted?.at ?? Infinity)
    if (next > until) {
      clock = Math.max(clock, until)
      break
    }
    clock = Math.max(clock, next)
    if (back && next === back.at) {
      loans.delete(back.key)
      const { overdueHours, memberId } = back.value
      visits.push({ kind: 'return', at: next, number: back.key, overdueHours })
      if (overdueHours > 0) suspended.set(memberId, next + random.between(2, 8) * HOUR)
      back = earliest(loans, (loan) => loan.returnAt)
      lifted = earliest(suspended, (at) => at)
    } else if (lifted && next === lifted.at) {
      suspended.delete(lifted.key)
      visits.push({ kind: 'lift', at: next, memberId: lifted.key })
      lifted = earliest(suspended, (at) => at)
    } else {
      nextArrival = next + random.gap((RENTALS_PER_DAY * BUSIEST) / DAY)
      if (!random.chance(demandAt(next) / BUSIEST)) continue
      const memberId = pickMember(random, loans, suspended)
      const { isbn, free } = pickBook(random, loans)
      const loan = planLoan(random, next, memberId, isbn)
      loan.hopeless = !free || suspended.has(memberId) || countLoans(loans, memberId) >= LOANS_MAX
      loans.set(nextNumber, loan)
      if (!back || loan.returnAt < back.at) back = { key: nextNumber, value: loan, at: loan.returnAt }
      visits.push({ kind: 'rent', at: next, number: nextNumber, memberId, isbn, loanFor: LOAN_FOR })
      nextNumber += 1
    }
  }
  return {
    patrons: { random: random.state, clock, nextArrival, nextNumber, loans, suspended },
    visits,
  }
}

function planLoan(random: Random, at: number, memberId: string, isbn: string): PlannedLoan {
  const late = random.chance(0.08)
  const kept = (late ? random.between(15, 30) : random.between(2, 13)) * HOUR
  const overdueHours = Math.max(0, Math.ceil((kept - LOAN_FOR) / HOUR))
  return { memberId, isbn, returnAt: at + kept, overdueHours, hopeless: false }
}

/** People mostly know that they may not rent, and some try all the same. */
function pickMember(random: Random, loans: Patrons['loans'], suspended: Patrons['suspended']): string {
  let memberId = ''
  for (let tries = 0; tries < TRIES; tries += 1) {
    memberId = MEMBERS[Math.floor(random.next() * MEMBERS.length)]?.id ?? memberId
    const allowed = !suspended.has(memberId) && countLoans(loans, memberId) < LOANS_MAX
    if (allowed || random.chance(0.35)) break
  }
  return memberId
}

/** People mostly take what stands on the shelf, and some ask for what is out. */
function pickBook(random: Random, loans: Patrons['loans']): { isbn: string; free: boolean } {
  let picked = { isbn: '', free: false }
  for (let tries = 0; tries < TRIES; tries += 1) {
    let rest = random.next() * POPULARITY
    const book = BOOKS.find(({ popularity }) => {
      rest -= popularity
      return rest <= 0
    })
    const { isbn, copies } = book ?? { isbn: '', copies: 0 }
    let out = 0
    for (const loan of loans.values()) if (loan.isbn === isbn && !loan.hopeless) out += 1
    picked = { isbn, free: out < copies }
    if (picked.free || random.chance(0.06)) break
  }
  return picked
}

function countLoans(loans: Patrons['loans'], memberId: string): number {
  let count = 0
  for (const loan of loans.values()) if (loan.memberId === memberId && !loan.hopeless) count += 1
  return count
}

function earliest<Key, Value>(
  entries: ReadonlyMap<Key, Value>,
  timeOf: (value: Value) => number,
): { key: Key; value: Value; at: number } | null {
  let found: { key: Key; value: Value; at: number } | null = null
  for (const [key, value] of entries) {
    const at = timeOf(value)
    if (!found || at < found.at) found = { key, value, at }
  }
  return found
}
