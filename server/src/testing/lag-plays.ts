import type { OpenTransaction, SteeredReader } from '#kafka/testing/scenario-clients.ts'
import { until } from '#kafka/testing/until.ts'
import { type LagPage, type LagStage, recordsOf } from './lag-stage.ts'

/** Messages of each topic at first. */
export const RECORDS = 20

/** A group and a topic for each, and what the group has committed before Sluice looks. */
const COMMITTED = {
  'at end': RECORDS,
  lagging: RECORDS,
  stalled: 2,
  stopped: 2,
  rewound: 2,
  'nobody reads': 4,
  'data lost': 2,
  ahead: 3,
  held: RECORDS,
  markers: 4,
  'never committed': null,
  'topic gone': 1,
  'made anew': 15,
  deleted: 3,
  standalone: 2,
} as const
export type Play = keyof typeof COMMITTED

export const topicOf = (play: Play) => `of.${play.replaceAll(' ', '-')}`

export async function setLagStage(stage: LagStage): Promise<void> {
  for (const [name, committed] of Object.entries(COMMITTED)) {
    const topic = topicOf(name as Play)
    await stage.seeder.createTopic({ name: topic, partitions: 1 })
    if (name === 'markers') await stage.seeder.transaction(topic, 0, recordsOf(4), 'commit')
    else await stage.seeder.append(topic, 0, recordsOf(RECORDS))
    if (committed !== null) await stage.commit(name, topic, committed)
  }
}

/** Those that a test steers on. */
export interface LeftOpen {
  rewound: SteeredReader
  held: OpenTransaction
}

const WITHIN_MS = 20_000

/** What happens to the groups while Sluice watches, side by side; some of it goes on until the stage closes. */
export async function playLagStage(stage: LagStage, page: LagPage): Promise<LeftOpen> {
  const { clients, seeder, keepOn, commit } = stage
  const join = (play: Play) => clients.joinReader(play, topicOf(play))
  const produce = (play: Play, count: number) => seeder.append(topicOf(play), 0, recordsOf(count))

  /** Reads on for a second, up to offset 7. */
  const readAWhile = async (reader: SteeredReader) =>
    await keepOn(200, async (turn) => {
      await reader.commit(3 + turn)
      return turn < 4
    })
  const lag = async () => {
    const reader = await join('lagging')
    void keepOn(200, async (turn) => {
      await Promise.all([reader.commit(RECORDS + turn), produce('lagging', 5)])
      return true
    })
  }
  const stop = async () => {
    const reader = await join('stopped')
    await readAWhile(reader)
    await reader.leave()
  }
  const rewind = async () => {
    const reader = await join('rewound')
    await reader.commit(15)
    await until(
      () => page.summary('rewound'),
      (found) => found?.lag === '5',
      WITHIN_MS,
    )
    await reader.commit(6)
    return reader
  }
  const loseTopic = async () => {
    const reader = await join('topic gone')
    // Kafka forgets commits with their topic; a reader that asks for nothing does not hear of it.
    reader.pause()
    await clients.deleteTopic(topicOf('topic gone'))
  }
  const makeAnew = async () => {
    const topic = topicOf('made anew')
    await clients.deleteTopic(topic)
    const made = () =>
      seeder.createTopic({ name: topic, partitions: 1 }).then(
        () => true,
        () => false,
      )
    await until(made, Boolean, WITHIN_MS)
    await produce('made anew', 5)
    await commit('made anew', topic, 3)
  }
  const readAlone = async () => {
    void keepOn(300, async (turn) => {
      if (3 + turn > RECORDS) await produce('standalone', 1)
      await commit('standalone', topicOf('standalone'), 3 + turn)
      return true
    })
  }

  const [rewound, held] = await Promise.all([
    rewind(),
    clients.openTransaction('order-writer', topicOf('held'), ['a', 'b', 'c']),
    join('stalled').then(readAWhile),
    join('never committed'),
    lag(),
    stop(),
    seeder.deleteRecords(topicOf('data lost'), 0, 8n),
    commit('ahead', topicOf('ahead'), RECORDS + 30),
    loseTopic(),
    makeAnew(),
    clients.deleteGroup('deleted'),
    readAlone(),
  ])
  return { rewound, held }
}
