import { GroupSummary } from '@sluice/shared/groups'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MemoryTransaction } from '#kafka/memory/memory-spec.ts'
import { watched } from './testing/watched-cluster.ts'

const GROUPS = ['a', 'b'] as const
const PARTITIONS = [0, 1] as const

type Act =
  | { act: 'produce' | 'offline' | 'online'; partition: number; count: number }
  | { act: 'commit'; group: string; partition: number; share: number }
  | { act: 'delete'; partition: number; share: number }
  | { act: 'begin' | 'end'; partition: number; commits: boolean }
  | { act: 'cycle' }

const partition = fc.constantFrom(...PARTITIONS)
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    act: fc.constantFrom('produce', 'produce', 'offline', 'online'),
    partition,
    count: fc.integer({ min: 1, max: 9 }),
  }),
  fc.record({ act: fc.constant('commit'), group: fc.constantFrom(...GROUPS), partition, share: fc.nat(110) }),
  fc.record({ act: fc.constant('delete'), partition, share: fc.nat(100) }),
  fc.record({ act: fc.constantFrom('begin', 'end'), partition, commits: fc.boolean() }),
  fc.record({ act: fc.constant('cycle') }),
) as fc.Arbitrary<Act>

/** The same cluster as plain numbers. */
function model() {
  const logs = PARTITIONS.map(() => ({
    start: 0,
    end: 0,
    offline: false,
    open: new Map<MemoryTransaction, number>(),
    data: new Set<number>(),
  }))
  const commits = new Map<string, number>()
  return { logs, commits }
}

describe('the collector beside a plain model of the cluster', () => {
  it('tells the same lag for any order of writing, committing, deleting and transactions', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 60 }), async (acts) => {
        const { gateway, collector, produce, commit, after, failures } = watched()
        const { logs, commits } = model()
        for (const one of [...acts, { act: 'cycle' } as const]) {
          const log = 'partition' in one ? logs[one.partition] : undefined
          if (one.act === 'cycle') {
            await after(1_000)
            for (const group of GROUPS) check(group)
          }
          if (log === undefined || one.act === 'cycle') continue
          if (one.act === 'produce') {
            produce('orders', one.partition, one.count)
            for (let n = 0; n < one.count; n++) log.data.add(log.end + n)
            log.end += one.count
          } else if (one.act === 'commit') {
            const offset = Math.floor((log.end * one.share) / 100)
            commit(one.group, 'orders', one.partition, offset)
            commits.set(`${one.group}/${one.partition}`, offset)
          } else if (one.act === 'delete') {
            const before = Math.max(log.start, Math.floor((stableOf(log) * one.share) / 100))
            gateway.deleteRecords('orders', one.partition, BigInt(before))
            log.start = before
          } else if (one.act === 'begin') {
            const transaction = gateway.begin()
            transaction.append('orders', one.partition, [{ timestamp: 1n, value: 'v' }])
            log.open.set(transaction, log.end)
            log.data.add(log.end)
            log.end += 1
          } else if (one.act === 'end') {
            const [[transaction, offset] = []] = log.open
            if (transaction === undefined || offset === undefined) continue
            log.open.delete(transaction)
            if (!one.commits) log.data.delete(offset)
            if (one.commits) transaction.commit()
            else transaction.abort()
            log.end += 1
          } else {
            log.offline = one.act === 'offline'
            gateway.setOffline('orders', one.partition, log.offline)
          }
        }
        expect(failures).toEqual([])

        function check(group: string): void {
          const wanted = PARTITIONS.filter((number) => commits.has(`${group}/${number}`))
          const summary = collector.summary(group)
          if (wanted.length === 0) {
            expect(summary).toBeNull()
            return
          }
          GroupSummary.parse(summary)
          const rows = [...(collector.standing(group)?.topics ?? [])].flatMap(({ partitions }) => [
            ...partitions,
          ])
          let [lag, lost, known] = [0n, 0n, 0]
          for (const [index, number] of wanted.entries()) {
            const log = logs[number]
            const row = rows[index]
            if (log === undefined || row === undefined) throw new Error('A partition is missing.')
            const committed = commits.get(`${group}/${number}`) ?? 0
            expect(row.committed).toBe(BigInt(committed))
            if (log.offline) {
              expect([row.lag, row.lagToEnd]).toEqual([null, null])
              continue
            }
            const from = Math.max(committed, log.start)
            const stable = stableOf(log)
            // Of markers and aborted records alone nothing is to be read, which is known from the second look on.
            const empty = ![...log.data].some((offset) => offset >= from && offset < stable)
            const expected = empty && row.lag === 0n ? 0 : Math.max(0, stable - from)
            if (row.lagState === 'PHANTOM') expect(empty).toBe(true)
            expect(row.lag).toBe(BigInt(expected))
            expect(row.lagToEnd).toBe(BigInt(Math.max(0, log.end - from)))
            if (committed < log.start) expect(row.lagState).toBe('DATA_LOSS')
            if (committed > log.end) expect(row.lagState).toBe('AHEAD')
            lag += BigInt(expected)
            lost += BigInt(Math.max(0, log.start - committed))
            known += 1
          }
          expect(summary?.unknownPartitions).toBe(wanted.length - known)
          expect(summary?.lag).toBe(known === 0 ? null : lag.toString())
          if (known === wanted.length) expect(summary?.lost).toBe(lost.toString())
        }
      }),
      { numRuns: 150 },
    )
  }, 60_000)
})

function stableOf({ end, open }: { end: number; open: ReadonlyMap<unknown, number> }): number {
  return Math.min(end, ...open.values())
}
