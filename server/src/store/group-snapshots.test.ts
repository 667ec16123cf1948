import { describe, expect, it } from 'vitest'
import { GroupSnapshots } from './group-snapshots.ts'
import { temporaryStore } from './testing/temporary-store.ts'

const OFFSETS = [
  {
    topic: 'a',
    partition: 0,
    committed: 9_223_372_036_854_775_807n,
    leaderEpoch: null,
    metadata: '',
    topicId: null,
  },
  { topic: 'a', partition: 1, committed: 0n, leaderEpoch: 7, metadata: 'from 책', topicId: 'AAAA' },
]
const MOVES = [
  { topic: 'a', partition: 0, target: 9_223_372_036_854_775_807n },
  { topic: 'b', partition: 1, target: null },
]
const snapshot = (at: number, group = 'g/1') => ({
  cluster: 'local',
  group,
  at,
  who: 'mina',
  why: 'again',
  kind: 'classic',
  mode: 'earliest',
})

describe('snapshots of a group', () => {
  it('give back every commit as it was, 64 bits wide', () => {
    const snapshots = new GroupSnapshots(temporaryStore().store)
    const id = snapshots.save(snapshot(5), OFFSETS, MOVES)
    expect(snapshots.read('local', id)).toEqual({
      snapshot: { id, ...snapshot(5) },
      offsets: OFFSETS,
      moves: MOVES,
    })
    expect(snapshots.list('local', 'g/1')).toMatchObject([{ id, partitions: 2, moves: 2 }])
    expect(snapshots.read('other', id)).toBeNull()
    expect(snapshots.read('local', 'none')).toBeNull()
  })

  it('are listed newest first, and the hundred newest of a group are kept', () => {
    const snapshots = new GroupSnapshots(temporaryStore().store)
    const other = snapshots.save(snapshot(1, 'other'), [], [])
    const first = snapshots.save(snapshot(1), OFFSETS, MOVES)
    for (let at = 2; at <= 101; at += 1) snapshots.save(snapshot(at), [], [])
    expect(snapshots.list('local', 'g/1').map(({ at }) => at)).toEqual(
      Array.from({ length: 100 }, (_, back) => 101 - back),
    )
    expect(snapshots.read('local', first)).toBeNull()
    expect(snapshots.list('local', 'other').map(({ id }) => id)).toEqual([other])
  })
})
