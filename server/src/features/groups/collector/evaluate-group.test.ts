import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { NextRecords } from '../figures/next-record.ts'
import { evaluateGroup } from './evaluate-group.ts'
import { type GroupRecord, newGroup } from './group-record.ts'
import { GroupWatch } from './group-watch.ts'
import { judge } from './judge-row.ts'
import { LagMemory } from './lag-memory.ts'
import { follow, newMarks, type RowMarks } from './row-marks.ts'
import { known, rowOffsets, stateAt } from './row-view.ts'
import { type Borders, borderFacts } from './testing/border-facts.ts'

const WINDOW = 600_000
const EVERY = 10_000
const T0 = 1_700_000_000_000
const NOTHING_READ: NextRecords = {
  known: () => null,
  bound: () => null,
  read: () => Promise.reject(new Error('nothing is read here')),
}

/** Offsets around which words, floats and bigints differ in what they can hold. */
const bases = fc.constantFrom(0n, 2n ** 31n - 3n, 2n ** 32n - 3n, 2n ** 53n - 3n, 2n ** 60n, 2n ** 62n)
interface Look {
  committed: number | null
  start: number | null
  stable: number | null
  open: number
  /** Commits near zero make lags that no float holds. */
  far: boolean
}

const look: fc.Arbitrary<Look> = fc.record({
  committed: fc.option(fc.nat(12), { freq: 8 }),
  start: fc.option(fc.nat(8), { freq: 8 }),
  stable: fc.option(fc.integer({ min: 4, max: 14 }), { freq: 8 }),
  open: fc.nat(2),
  far: fc.boolean(),
})
const history = fc.array(fc.array(look, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 40 })

/** One row, followed with bigints. */
class PlainRow {
  readonly #marks: RowMarks = newMarks()
  #committed: bigint | null = null
  #rewound: { from: bigint; at: number } | null = null

  look(borders: Borders, now: number): string {
    const { committed, lastStable, lag } = borders
    const before = this.#committed
    if (this.#marks.samples > 0 && before !== null && committed !== null && committed !== before) {
      if (this.#rewound !== null && committed >= this.#rewound.from) this.#rewound = null
      else if (this.#rewound === null && committed < before) this.#rewound = { from: before, at: now }
    }
    if (committed !== null && lastStable !== null && lag !== null) {
      const at = Number(committed)
      const place = { at: now, committed: at, before: Number(before ?? committed), end: Number(lastStable) }
      follow(this.#marks, { ...place, lag: Number(lag) }, WINDOW)
    }
    this.#committed = committed
    const facts = { now, phantom: false, topicGone: false, unread: false, heldSince: T0 - WINDOW }
    const life = { rewoundAt: this.#rewound?.at ?? Number.NaN, alive: true, lifeEndedAt: Number.NaN }
    return judge(this.#marks, { ...facts, ...life, ...borderFacts(borders) }, WINDOW).state
  }
}

function toBorders(one: Look, base: bigint): Borders {
  const at = (offset: number | null) => (offset === null ? null : base + BigInt(offset))
  const committed = one.far && one.committed !== null ? BigInt(one.committed) : at(one.committed)
  const logStart = one.far ? 0n : at(one.start)
  const lastStable = at(one.stable)
  const from = committed !== null && logStart !== null && logStart > committed ? logStart : committed
  const left = from === null || lastStable === null ? null : lastStable - from
  const lag = left !== null && left < 0n ? 0n : left
  return {
    committed,
    logStart,
    lastStable,
    logEnd: lastStable === null ? null : lastStable + BigInt(one.open),
    lag,
  }
}

function group(memory: LagMemory): GroupRecord {
  const listing = {
    group: 'g',
    kind: 'consumer',
    protocolType: 'consumer',
    state: 'Stable',
    commitsEpoch: null,
  } as const
  const record = newGroup(listing, 1, T0)
  const topic = memory.book.topic('orders')
  memory.groups.set('g', record)
  memory.setRows(
    record,
    [0, 1, 2].map((number) => memory.rows.add(memory.book.part(topic, number))),
  )
  return record
}

const sumOf = (all: readonly (bigint | null)[]) => all.reduce<bigint>((sum, one) => sum + (one ?? 0n), 0n)

describe('evaluateGroup', () => {
  it('says the same of any offsets of 64 bits as plain bigints do', () => {
    fc.assert(
      fc.property(bases, history, (base, steps) => {
        const memory = new LagMemory()
        const { rows, book } = memory
        const record = group(memory)
        const plain = [new PlainRow(), new PlainRow(), new PlainRow()]
        const watch = new GroupWatch(memory)
        steps.forEach((looks, index) => {
          const now = T0 + index * EVERY
          const borders = looks.map((one) => toBorders(one, base))
          borders.forEach((one, at) => {
            const row = record.rows[at] ?? -1
            const part = rows.part[row] ?? -1
            rows.pending[row] = one.committed ?? -1n
            book.start[part] = one.logStart ?? -1n
            book.stable[part] = one.lastStable ?? -1n
            book.end[part] = one.logEnd ?? -1n
            book.heldSince[part] = T0 - WINDOW
          })
          evaluateGroup(memory, record, watch, {
            now,
            windowMs: WINDOW,
            intervalMs: EVERY,
            next: NOTHING_READ,
          })
          const offsets = Array.from(record.rows, (row) => rowOffsets(memory, row, false))
          expect(offsets).toMatchObject(borders)
          expect(Array.from(record.rows, (row) => stateAt(rows.state[row]))).toEqual(
            borders.map((one, at) => plain[at]?.look(one, now)),
          )
          const counted = offsets.filter(({ lag }) => lag !== null)
          const some = counted.length > 0
          expect(record.sums.lag).toBe(some ? sumOf(counted.map(({ lag }) => lag)) : null)
          expect(record.sums.lagToEnd).toBe(some ? sumOf(counted.map(({ lagToEnd }) => lagToEnd)) : null)
          expect(record.sums.lost).toBe(some ? sumOf(offsets.map(({ lost }) => lost)) : null)
          const worst = known(rows.lag[record.sums.worstRow]) ?? 0n
          expect(counted.filter(({ lag }) => lag !== null && lag > worst)).toEqual([])
        })
      }),
      { numRuns: 300 },
    )
  })
})
