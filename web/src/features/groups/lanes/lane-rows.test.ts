import { describe, expect, it } from 'vitest'
import { somePartition } from '../group-partition.fixture.ts'
import { laneRows } from './lane-rows.ts'

const told = (closed: string[] = []) =>
  laneRows(
    [
      somePartition({ topic: 'quiet', partition: 0 }),
      somePartition({ topic: 'busy', partition: 1, lag: '50', committed: '50', lagState: 'LAGGING' }),
      somePartition({ topic: 'busy', partition: 0, lag: '5', committed: '95' }),
      somePartition({ topic: 'stuck', partition: 2, lag: '1', committed: '99', lagState: 'STALLED' }),
      somePartition({ topic: 'stuck', partition: 3, lag: null, committed: null, lagState: 'UNKNOWN' }),
    ],
    new Set(closed),
    'log',
  ).map((row) =>
    row.kind === 'topic'
      ? `${row.topic} ${row.state} ${row.lag} ${row.unknown}`
      : `${row.partition.topic}/${row.partition.partition}`,
  )

describe('the lanes of a group', () => {
  it('stand under their topic, worst topic and worst lane first', () => {
    expect(told()).toEqual([
      'stuck STALLED 1 1',
      'stuck/2',
      'stuck/3',
      'busy LAGGING 55 0',
      'busy/1',
      'busy/0',
      'quiet OK 0 0',
      'quiet/0',
    ])
  })

  it('are folded away with a closed topic', () => {
    expect(told(['stuck', 'busy'])).toEqual([
      'stuck STALLED 1 1',
      'busy LAGGING 55 0',
      'quiet OK 0 0',
      'quiet/0',
    ])
  })

  it('share the scale of their topic', () => {
    const [topic, lane] = laneRows([somePartition({ logStart: '7', logEnd: '100' })], new Set(), 'log')
    expect(topic?.scale).toEqual({ from: 7n, to: 100n })
    expect(lane?.scale).toBe(topic?.scale)
  })
})
