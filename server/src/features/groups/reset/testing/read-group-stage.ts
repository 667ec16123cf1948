import { moveStage } from './move-stage.ts'

const TOPICS = [
  { name: 'a', partitions: 2 },
  { name: 'b', partitions: 1 },
]

/** Ten records in each partition, and a group that has read some of each. */
export function readGroupStage(changes: Parameters<typeof moveStage>[1] = {}) {
  const made = moveStage({ topics: TOPICS }, changes)
  for (const [topic, partition] of [
    ['a', 0],
    ['a', 1],
    ['b', 0],
  ] as const)
    made.gateway.append(
      topic,
      partition,
      Array.from({ length: 10 }, (_, index) => ({ timestamp: BigInt(index), key: `${index}`, value: 'v' })),
    )
  made.gateway.groups.commit('g', [
    { topic: 'a', partition: 0, offset: 4n, leaderEpoch: 0, metadata: 'from 책' },
    { topic: 'a', partition: 1, offset: 9n },
    { topic: 'b', partition: 0, offset: 1n },
  ])
  return made
}
export const EARLIEST = { to: { mode: 'earliest' } }
