import { describe, expect, it } from 'vitest'
import { bucketOf, foldAll } from '#store/lag-history/lag-bucket.ts'
import { toCells } from '#store/lag-history/lag-sample.ts'
import { toColumns } from './to-columns.ts'

const sample = (lag: bigint | null, ms: number | null = 5) =>
  toCells({
    ...{ lag, lagToEnd: lag, lost: 0n, commitRate: 0.5, produceRate: null, state: 'STALLED' },
    time: { ms, method: ms === null ? 'none' : 'probe', atLeast: true },
  })

describe('columns of a history', () => {
  it('have a row of nulls in each gap, and none before the first row', () => {
    const buckets = [
      bucketOf(1_000, true, sample(1n)),
      bucketOf(2_000, false, sample(2n)),
      bucketOf(9_000, true, sample(2n ** 63n - 1n, null)),
    ]
    expect(toColumns({ stepMs: null, firstAt: 0, buckets })).toEqual({
      at: [1_000, 2_000, 2_001, 9_000],
      lag: Object.fromEntries(
        ['min', 'avg', 'max', 'last'].map((name) => [name, ['1', '2', null, '9223372036854775807']]),
      ),
      lagToEnd: ['1', '2', null, '9223372036854775807'],
      lost: ['0', '0', null, '0'],
      timeMs: Object.fromEntries(['min', 'avg', 'max', 'last'].map((name) => [name, [5, 5, null, null]])),
      timeMethod: ['probe', 'probe', null, null],
      timeAtLeast: [true, true, false, false],
      commitRate: [0.5, 0.5, null, 0.5],
      produceRate: [null, null, null, null],
      state: ['STALLED', 'STALLED', null, 'STALLED'],
    })
  })

  it('keep their order in time where a gap is shorter than a step', () => {
    const buckets = foldAll(
      [
        bucketOf(0, true, sample(1n)),
        bucketOf(59_000, false, sample(2n)),
        bucketOf(60_000, true, sample(3n)),
      ],
      60_000,
    )
    const { at, lag } = toColumns({ stepMs: 60_000, firstAt: 0, buckets })
    expect(at).toEqual([0, 30_000, 60_000])
    expect(lag.max).toEqual(['2', null, '3'])
    expect(lag.avg).toEqual(['1', null, '3'])
  })
})
