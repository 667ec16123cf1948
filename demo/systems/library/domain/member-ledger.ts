import { announce, type RecordOf, type StreamRecord } from './events.ts'
import { ledgerEntry } from './ledger-entry.ts'
import { MEMBERS, memberOf } from './members.ts'
import { RecentIds } from './recent-ids.ts'

export const LOANS_MAX = 3
const DEPOSIT = 10
const REWARD = 15
const POINTS_AT_FIRST = 100
const REMEMBERED = 2_000

interface Account {
  loans: Set<string>
  suspended: boolean
  points: number
}

/** The member service's own state: who has how many books, who is suspended, whose points are held as deposit. */
export class MemberLedger {
  readonly #accounts = new Map<string, Account>(
    MEMBERS.map(({ id }) => [id, { loans: new Set(), suspended: false, points: POINTS_AT_FIRST }]),
  )
  /** Rentals that need nothing more from here, also those whose end arrived before their beginning. */
  readonly #settled = new RecentIds(REMEMBERED)
  #entries = 0

  react(record: StreamRecord, now: number): StreamRecord[] {
    switch (record.stream) {
      case 'rental.book-rented':
        return this.#rented(record, now)
      case 'rental.book-returned':
        return this.#returned(record)
      case 'rental.suspension-lifted':
        return this.#lifted(record)
      case 'book.rental-rejected':
        return this.#undo(record, now)
      default:
        return []
    }
  }

  loansOf(memberId: string): number {
    return this.#accounts.get(memberId)?.loans.size ?? 0
  }

  pointsOf(memberId: string): number {
    return this.#accounts.get(memberId)?.points ?? 0
  }

  /** Takes over what an earlier run left; `settled` holds sets of rental ids. */
  restore(left: {
    open: Iterable<{ rentalId: string; memberId: string }>
    suspended: Iterable<string>
    settled: Iterable<Iterable<string>>
  }): void {
    for (const { rentalId, memberId } of left.open) this.#accounts.get(memberId)?.loans.add(rentalId)
    for (const memberId of left.suspended) {
      const account = this.#accounts.get(memberId)
      if (account) account.suspended = true
    }
    for (const ids of left.settled) for (const rentalId of ids) this.#settled.add(rentalId)
  }

  #rented({ value }: RecordOf<'rental.book-rented'>, now: number): StreamRecord[] {
    const { target: rentalId, information } = value
    const account = this.#accounts.get(information.memberId)
    if (this.#settled.has(rentalId) || account?.loans.has(rentalId)) return []
    const reason = refusal(account)
    if (account && reason === null) {
      account.loans.add(rentalId)
      account.points -= DEPOSIT
      return []
    }
    this.#settled.add(rentalId)
    const { memberId, isbn } = information
    return [
      announce('member.rental-rejected', now, {
        target: rentalId,
        information: { memberId, isbn, reason: reason ?? 'not-a-member' },
      }),
    ]
  }

  #returned({ value }: RecordOf<'rental.book-returned'>): StreamRecord[] {
    const account = this.#accounts.get(value.information.memberId)
    if (!account || !this.#settled.add(value.target)) return []
    if (account.loans.delete(value.target)) account.points += DEPOSIT + REWARD
    if (value.information.overdueHours > 0) account.suspended = true
    return []
  }

  #lifted({ value }: RecordOf<'rental.suspension-lifted'>): StreamRecord[] {
    const account = this.#accounts.get(value.target)
    if (account) account.suspended = false
    return []
  }

  /** The book service refused what was granted here: the loan is struck out and the deposit goes back. */
  #undo({ value }: RecordOf<'book.rental-rejected'>, now: number): StreamRecord[] {
    const { target: rentalId, information } = value
    const account = this.#accounts.get(information.memberId)
    this.#settled.add(rentalId)
    if (!account?.loans.delete(rentalId)) return []
    account.points += DEPOSIT
    this.#entries += 1
    const memberName = memberOf(information.memberId)?.name ?? ''
    const entry = ledgerEntry(now, this.#entries)
    const restored = {
      target: information.memberId,
      information: { rentalId, memberName, points: DEPOSIT, ledgerEntry: entry },
    }
    return [announce('member.points-restored', now, restored, rentalId)]
  }
}

function refusal(account: Account | undefined): 'suspended' | 'too-many-loans' | 'not-a-member' | null {
  if (!account) return 'not-a-member'
  if (account.suspended) return 'suspended'
  return account.loans.size >= LOANS_MAX ? 'too-many-loans' : null
}
