import { setTimeout as sleep } from 'node:timers/promises'
import { createTopics } from '@sluice/demo/kafka/create-topics.ts'
import { createRealWriter } from '../../server/src/kafka/real/real-writer.ts'
import { connectionTo } from './connection.ts'

export interface Filling {
  groups: number
  topics: number
  partitions: number
  rowsAGroup: number
}

const RECORDS = 10
const AT_ONCE = 16
const TRIES = 120

export const topicName = (id: number): string => `lag.${String(id).padStart(4, '0')}`

/** Topics with a few records in each partition, and groups that have committed somewhere in each of theirs. */
export async function fillGroups(bootstrap: readonly string[], filling: Filling): Promise<void> {
  const { groups, topics, partitions, rowsAGroup } = filling
  const names = Array.from({ length: topics }, (_, id) => topicName(id))
  await createTopics(
    bootstrap,
    names.map((topic) => ({ topic, numPartitions: partitions })),
  )
  const writer = createRealWriter(connectionTo(bootstrap))
  try {
    const places = names.flatMap((topic) =>
      Array.from({ length: partitions }, (_, partition) => ({ topic, partition })),
    )
    await appendTo(places, writer)
    await atOnce(groups, async (group) => {
      const rows = Array.from({ length: rowsAGroup }, (_, row) => {
        const place = places[(group * rowsAGroup + row) % places.length]
        if (place === undefined) throw new Error('there are no partitions')
        return { ...place, offset: BigInt((group + row) % (RECORDS + 1)), leaderEpoch: null, metadata: '' }
      })
      const name = `team-${String(group % 40).padStart(2, '0')}.reader-${group}`
      for (const outcome of await writer.commitGroupOffsets(name, rows)) if (!outcome.ok) throw outcome.fault
    })
  } finally {
    await writer.close()
  }
}

type Writer = ReturnType<typeof createRealWriter>

async function appendTo(
  places: readonly { topic: string; partition: number }[],
  writer: Writer,
): Promise<void> {
  const records = Array.from({ length: RECORDS }, (_, at) => ({
    timestamp: BigInt(Date.now() - (RECORDS - at) * 1_000),
    key: null,
    value: Buffer.alloc(100, 97 + at),
    headers: [],
  }))
  for (let at = 0; at < places.length; at += 500) {
    let left = places.slice(at, at + 500)
    for (let tries = 0; left.length > 0; tries += 1) {
      const outcomes = await writer.produce(left.map((place) => ({ ...place, records })))
      const failed = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome]))
      // Leaders of topics that were just made take their time.
      if (failed.length > 0 && tries === TRIES) throw failed[0]?.fault
      left = failed.map(({ topic, partition }) => ({ topic, partition }))
      if (left.length > 0) await sleep(500)
    }
  }
}

async function atOnce(count: number, work: (id: number) => Promise<void>): Promise<void> {
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
}
