import { GROUP_SORTS, GROUP_TYPES, GroupListQuery } from '@sluice/shared/groups'
import { LAG_STATES } from '@sluice/shared/groups-state'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type GroupRecord, newGroup } from './group-record.ts'
import { LagMemory } from './lag-memory.ts'
import { selectGroups } from './list-groups.ts'

interface Made {
  name: string
  kind: (typeof GROUP_TYPES)[number]
  lagState: (typeof LAG_STATES)[number]
  lag: number | null
  ms: number | null
  members: number | null
}

function memoryOf(made: readonly Made[]): LagMemory {
  const memory = new LagMemory()
  for (const { name, kind, lagState, lag, ms, members } of made) {
    const record = newGroup({ group: name, kind, protocolType: '', state: null, commitsEpoch: null }, 1, 0)
    Object.assign(record, { lagState, members })
    record.sums = {
      ...record.sums,
      lag: lag === null ? null : BigInt(lag),
      time: { ...record.sums.time, ms },
    }
    memory.groups.set(name, record)
  }
  return memory
}

const made: fc.Arbitrary<Made> = fc.record({
  name: fc.string({ maxLength: 3, unit: fc.constantFrom('a', 'B', '/', '가') }),
  kind: fc.constantFrom(...GROUP_TYPES),
  lagState: fc.constantFrom(...LAG_STATES),
  lag: fc.option(fc.nat(3)),
  ms: fc.option(fc.nat(3)),
  members: fc.option(fc.nat(2)),
})
const query = fc.record({
  search: fc.constantFrom('', 'b', 'A', '/', '가'),
  state: fc.subarray([...LAG_STATES]).map((states) => states.join(',')),
  type: fc.subarray([...GROUP_TYPES]).map((types) => types.join(',')),
  sort: fc.constantFrom(...GROUP_SORTS),
  order: fc.constantFrom('asc', 'desc'),
  page: fc.constantFrom('1', '2'),
  pageSize: fc.constantFrom('1', '3', '500'),
})

/** Of two groups beside each other, that which comes first does so rightly. */
function inOrder(a: GroupRecord, b: GroupRecord, { sort, order }: GroupListQuery): boolean {
  const rank = (record: GroupRecord): (number | bigint | string | null)[] => {
    const { lag, time, commitRate, timeToLossMs } = record.sums
    const keys = {
      group: [],
      severity: [-LAG_STATES.indexOf(record.lagState), time.ms, lag],
      lag: [lag],
      time: [time.ms],
      members: [record.members],
      commitRate: [commitRate],
      timeToLoss: [timeToLossMs],
    }
    return keys[sort]
  }
  const [left, right] = [rank(a), rank(b)]
  for (const [index, one] of left.entries()) {
    const other = right[index] ?? null
    if (one === other) continue
    if (one === null || other === null) return other === null
    return order === 'asc' ? one < other : one > other
  }
  return sort === 'group' && order === 'desc' ? a.group > b.group : a.group < b.group
}

describe('the list of groups', () => {
  it('is what a plain filter and sort give, for any query', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(made, { selector: ({ name }) => name, maxLength: 25 }),
        query,
        (groups, asked) => {
          const memory = memoryOf(groups)
          const parsed = GroupListQuery.parse(asked)
          const found = groups.filter(({ name }) => name.toLowerCase().includes(parsed.search.toLowerCase()))
          const inState = found.filter(
            ({ lagState }) => parsed.state.length === 0 || parsed.state.includes(lagState),
          )
          const shown = inState.filter(({ kind }) => parsed.type.length === 0 || parsed.type.includes(kind))
          const whole = selectGroups(memory, { ...parsed, page: 1, pageSize: 500 })
          expect(whole.records.map(({ group }) => group).toSorted()).toEqual(
            shown.map(({ name }) => name).toSorted(),
          )
          expect(whole).toMatchObject({ total: shown.length, all: groups.length })
          whole.records.slice(1).forEach((record, index) => {
            const before = whole.records[index]
            if (before !== undefined) expect(inOrder(before, record, parsed)).toBe(true)
          })
          const counted = Object.values(whole.byType).reduce((sum, count) => sum + count, 0)
          expect(counted).toBe(inState.length)
          const first = (parsed.page - 1) * parsed.pageSize
          expect(selectGroups(memory, parsed).records).toEqual(
            whole.records.slice(first, first + parsed.pageSize),
          )
        },
      ),
    )
  })
})
