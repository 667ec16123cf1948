import { describe, expect, it } from 'vitest'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import { LagHistory } from '#store/lag-history/lag-history.ts'
import { temporaryStore } from '#store/testing/temporary-store.ts'
import { createCollector } from '../collector/collector.ts'
import { boardHabits } from './board-habits.ts'
import { readCommits } from './read-group.ts'
import { usualRate } from './usual-rate.ts'

const never = new AbortController().signal

function stage() {
  let now = 1_000_000
  const gateway = createMemoryGateway({ topics: [{ name: 'a', partitions: 2 }] })
  const commit = (partition: number, offset: bigint) =>
    gateway.groups.commit('g', [{ topic: 'a', partition, offset }])
  const board = createCollector(gateway, { now: () => now })
  const habits = async () => {
    const { commits } = await readCommits(gateway, 'g', 'classic', {})
    return await boardHabits(board, () => 7)('g', commits, never)
  }
  const cycle = async () => {
    now += 10_000
    await board.cycle()
    return now
  }
  return { commit, board, habits, cycle }
}

describe('what the collector knows of a group', () => {
  it('says since when its commits stand, where it has seen each of them come to where it is', async () => {
    const { commit, habits, cycle } = stage()
    for (const partition of [0, 1]) commit(partition, 0n)
    await cycle()
    expect(await habits()).toEqual({ rate: 7, quietSince: null, standalone: false })
    commit(0, 1n)
    await cycle()
    commit(1, 1n)
    const movedAt = await cycle()
    await cycle()
    expect(await habits()).toMatchObject({ quietSince: movedAt })
    commit(1, 2n)
    expect(await habits()).toMatchObject({ quietSince: null })
  })

  it('takes commits that move without members for a reader, and those that Sluice moved for none', async () => {
    const { commit, board, habits, cycle } = stage()
    commit(0, 0n)
    await cycle()
    for (const offset of [1n, 2n, 3n]) {
      board.movedByUs('g')
      commit(0, offset)
      await cycle()
    }
    expect(await habits()).toMatchObject({ standalone: false })
    for (const offset of [4n, 5n]) {
      commit(0, offset)
      await cycle()
    }
    expect(await habits()).toMatchObject({ standalone: true })
  })

  it('is nothing where it watches no groups, or does not know this one', async () => {
    const none = { rate: null, quietSince: null, standalone: false }
    expect(await boardHabits(null, () => 7)('g', new Map(), never)).toEqual(none)
    expect(await boardHabits(stage().board, () => 7)('g', new Map(), never)).toEqual(none)
  })
})

describe('the usual rate of a group', () => {
  it('is that in the middle of the times at which it read', async () => {
    const history = new LagHistory(temporaryStore().store, 512 << 20)
    const place = { cluster: 'local', group: 'g' }
    const now = Date.UTC(2026, 10, 21)
    expect(usualRate(history, place, now)).toBeNull()
    const time = { ms: 0, method: 'zero' as const, atLeast: false }
    const rest = { lag: 0n, lagToEnd: 0n, lost: 0n, produceRate: null, state: 'OK' as const, time }
    for (const [index, commitRate] of [0, 40, null, 10, 20, 0, 0, 30, 1_000].entries()) {
      const sample = { ...rest, commitRate }
      await history.record('local', {
        at: now - 3_600_000 + index * 60_000,
        samples: [{ group: 'g', topic: null, partition: null, gap: false, sample }],
        events: [],
        vanished: [],
      })
    }
    expect(usualRate(history, place, now)).toBe(30)
  })
})
