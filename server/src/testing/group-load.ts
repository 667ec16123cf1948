import { setTimeout as sleep } from 'node:timers/promises'
import type { GroupKindsStage } from '#kafka/testing/group-kinds-stage.ts'

/** What is known of a number that another is raising right now: what was acknowledged, and what is on its way. */
export interface Bounds {
  low: number
  high: number
}

export interface GroupLoad {
  groups: readonly string[]
  /** Ends by "topic/partition" and commits by "group topic/partition", as they are at this moment. */
  bounds(): ReadonlyMap<string, Bounds>
  stop(): Promise<void>
}

const LOGS = ['load/0', 'load/1', 'load/2', 'load.ledger/0', 'load.ledger/1'] as const
const FORWARD = ['load-near', 'load-far'] as const
const BACK = 'load-back'
const MEMBER = 'load-member'

/**
 * Writers, of transactions too, a group that reads, committers without members, one of them back and forth, and records
 * deleted under them: all at once until it is stopped.
 */
export async function startLoad(stage: GroupKindsStage): Promise<GroupLoad> {
  const { seeder } = stage
  await seeder.createTopic({ name: 'load', partitions: 3 })
  await seeder.createTopic({ name: 'load.ledger', partitions: 2 })
  const book = new Map<string, Bounds>(LOGS.map((log) => [log, { low: 0, high: 0 }]))
  const reader = await seeder.join(MEMBER, 'load', { kind: 'classic', clientId: MEMBER, commits: true })
  const over = new AbortController()
  const again = async (pauseMs: number, act: (turn: number) => Promise<void>): Promise<void> => {
    for (let turn = 0; !over.signal.aborted; turn += 1) {
      await act(turn)
      await sleep(pauseMs)
    }
  }
  const load = { ...stage, book }
  const acts = [
    again(5, (turn) => writePlain(load, turn)),
    ...[0, 1].map((partition) => again(10, (turn) => writeInTransaction(load, partition, turn))),
    again(10, (turn) => commitForward(load, 'load-near', turn % 4)),
    again(20, (turn) => commitForward(load, 'load-far', 20 + (turn % 30))),
    again(15, (turn) => commitAnywhere(load, turn)),
    again(300, () => deleteOld(load)),
  ]
  const running = Promise.all(acts)
  // Told by stop.
  running.catch(() => over.abort())
  return {
    groups: [...FORWARD, BACK, MEMBER],
    bounds: () => structuredClone(book),
    stop: async () => {
      over.abort()
      await running.finally(() => reader.leave())
    },
  }
}

interface Load extends GroupKindsStage {
  book: Map<string, Bounds>
}

function boundsOf(book: Map<string, Bounds>, name: string): Bounds {
  const known = book.get(name) ?? { low: 0, high: 0 }
  book.set(name, known)
  return known
}

const records = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ timestamp: Date.now(), value: `v${at}` }))

async function writePlain({ seeder, book }: Load, turn: number): Promise<void> {
  const [partition, count] = [turn % 3, 1 + (turn % 17)]
  const end = boundsOf(book, `load/${partition}`)
  end.high += count
  await seeder.append('load', partition, records(count))
  end.low += count
}

/** Each takes an offset for its marker. */
async function writeInTransaction({ seeder, book }: Load, partition: number, turn: number): Promise<void> {
  const count = 1 + (turn % 9)
  const end = boundsOf(book, `load.ledger/${partition}`)
  end.high += count + 1
  await seeder.transaction('load.ledger', partition, records(count), turn % 3 === 1 ? 'abort' : 'commit')
  end.low += count + 1
}

/** So far behind the end that was acknowledged, and never back. */
async function commitForward(load: Load, group: (typeof FORWARD)[number], behind: number): Promise<void> {
  const places = LOGS.map((log) => {
    const commit = boundsOf(load.book, `${group} ${log}`)
    commit.high = Math.max(commit.low, boundsOf(load.book, log).low - behind)
    return { log, offset: commit.high }
  })
  await commit(load, group, places)
  for (const { log, offset } of places) boundsOf(load.book, `${group} ${log}`).low = offset
}

async function commitAnywhere(load: Load, turn: number): Promise<void> {
  const places = LOGS.map((log, index) => {
    const { low } = boundsOf(load.book, log)
    return { log, offset: Math.floor((low * ((turn * 37 + index * 11) % 101)) / 100) }
  })
  await commit(load, BACK, places)
}

async function commit(
  { writer }: Load,
  group: string,
  places: readonly { log: string; offset: number }[],
): Promise<void> {
  const offsets = places.map(({ log, offset }) => {
    const [topic = '', partition = ''] = log.split('/')
    return { topic, partition: Number(partition), offset: BigInt(offset), leaderEpoch: null, metadata: '' }
  })
  for (const outcome of await writer.commitGroupOffsets(group, offsets)) if (!outcome.ok) throw outcome.fault
}

/** Also what the group that is far behind has not read. */
async function deleteOld({ seeder, book }: Load): Promise<void> {
  const before = boundsOf(book, 'load/2').low - 10
  if (before > 0) await seeder.deleteRecords('load', 2, BigInt(before))
}
