import type { TopicGroups } from '@sluice/shared/groups'
import { describe, expect, it } from 'vitest'
import { someGroup } from '../group-partition.fixture.ts'
import { rulerRows } from './ruler-rows.ts'

const { time } = someGroup()
const at = (partition: number, committed: string | null) => ({
  partition,
  committed,
  lag: committed === null ? null : String(10 - Number(committed)),
  lagState: 'LAGGING' as const,
})
const group = (name: string, positions: ReturnType<typeof at>[]) => ({
  group: name,
  type: 'classic' as const,
  lagState: 'LAGGING' as const,
  members: 1,
  lag: '0',
  time,
  positions,
})
const answer: TopicGroups = {
  topic: 'orders',
  partitions: [0, 1].map((partition) => ({ partition, logStart: '0', lastStable: '10', logEnd: '10' })),
  groups: [group('fast', [at(0, '9'), at(1, null)]), group('slow', [at(0, '2')])],
  collector: {
    asOf: 0,
    cycle: 1,
    everyMs: 10_000,
    tookMs: 5,
    overruns: 0,
    requests: 3,
    faults: [],
  },
}

describe('the groups of a topic on one ruler', () => {
  it('stand in each partition from the rearmost to the foremost, without those that never committed', () => {
    const [first, second] = rulerRows(answer, null)
    expect(first?.standings.map(({ group: name }) => name)).toEqual(['slow', 'fast'])
    expect(second?.standings).toEqual([])
  })

  it('give the figures of the group that is looked at', () => {
    expect(rulerRows(answer, 'fast').map(({ own }) => own?.lag ?? null)).toEqual(['1', null])
    expect(rulerRows(answer, 'slow').map(({ own }) => own !== null)).toEqual([true, false])
  })
})
