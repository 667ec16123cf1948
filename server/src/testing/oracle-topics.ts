import { setTimeout as sleep } from 'node:timers/promises'
import type { ClusterSeeder } from '#kafka/testing/cluster-seeder.ts'
import type { RawLog } from '#kafka/testing/raw-log.ts'
import { CODECS } from '#records/batch-header.ts'
import { encodeBatch } from '#records/batch-writer.ts'

/** Topics of everything that makes reading hard; names are in the order of their letters, as scans give them out. */
export const ORACLE_TOPICS = { compacted: 1, mixed: 3, transacted: 2 }
export const COMPACTED_KEYS = 5

const BASE = 1_700_000_000_000
const WORDS = ['river', 'sluice', 'Weir', '예약', 'gate', 'basin']
/** A segment is rolled by the times of its records; only rolled ones are compacted. */
const ROUND_MS = 1_000
const COMPACTED = {
  'cleanup.policy': 'compact',
  'segment.ms': '100',
  'min.cleanable.dirty.ratio': '0.01',
}

/** The same numbers for the same seed. */
function drawing(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) % below
  }
}

/** A value that a filter can be asked of: text, a number, and every eighth no JSON at all. */
function valueAt(n: number, draw: (below: number) => number): string {
  const text = WORDS[draw(WORDS.length)] ?? ''
  return draw(8) === 0 ? `plain ${text} ${n}` : JSON.stringify({ n, text, at: { gate: draw(4) } })
}

/** Fills {@link ORACLE_TOPICS}, and waits until nothing changes any more. */
export async function seedOracleTopics(seeder: ClusterSeeder, raw: RawLog, seed: number): Promise<void> {
  const draw = drawing(seed)
  for (const [name, partitions] of Object.entries(ORACLE_TOPICS)) {
    await seeder.createTopic({ name, partitions, configs: name === 'compacted' ? COMPACTED : {} })
  }
  await seedCompacted(seeder, draw)
  await seedTransacted(seeder, draw)
  await seedMixed(raw, draw)
  await seeder.deleteRecords('mixed', 1, 7n)
}

/** Rounds over the same keys, tombstones among them; the newest of all but the last round stay, and the last. */
async function seedCompacted(seeder: ClusterSeeder, draw: (below: number) => number): Promise<void> {
  for (let round = 0; round < 6; round += 1) {
    const records = Array.from({ length: COMPACTED_KEYS }, (_, key) => ({
      timestamp: Date.now() - 60_000 + round * ROUND_MS + draw(90),
      key: `k${key}`,
      value: round > 3 && key === 2 ? null : valueAt(round * 10 + key, draw),
    }))
    await seeder.append('compacted', 0, records)
  }
}

async function seedTransacted(seeder: ClusterSeeder, draw: (below: number) => number): Promise<void> {
  const some = (n: number) =>
    Array.from({ length: 1 + draw(4) }, (_, at) => ({
      timestamp: BASE + draw(300),
      key: `k${draw(7)}`,
      value: valueAt(n * 10 + at, draw),
    }))
  for (let step = 0; step < 14; step += 1) {
    const end = step === 11 ? 'open' : draw(2) === 0 ? 'abort' : 'commit'
    if (step % 3 === 0) await seeder.append('transacted', step % 2, some(step))
    else await seeder.transaction('transacted', step === 11 ? 1 : step % 2, some(step), end)
  }
}

/** Batches of every codec by our own writer, in three partitions, their times out of order. */
async function seedMixed(raw: RawLog, draw: (below: number) => number): Promise<void> {
  for (let batch = 0; batch < 45; batch += 1) {
    const codec = CODECS[draw(CODECS.length)] ?? 'none'
    const records = Array.from({ length: 1 + draw(9) }, (_, at) => ({
      timestamp: BigInt(BASE + batch * 5 + draw(40)),
      key: draw(6) === 0 ? null : Buffer.from(`k${draw(7)}`),
      value: Buffer.from(valueAt(batch * 10 + at, draw)),
      headers: draw(3) === 0 ? [{ key: `trace-${WORDS[draw(3)]}`, value: null }] : [],
    }))
    await produce(raw, batch % 3, encodeBatch(records, { codec, producerEpoch: -1 }))
  }
}

/** Kafka's number for a partition that has no leader yet. */
const NOT_LEADER = 6

async function produce(raw: RawLog, partition: number, batch: Buffer): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const code = await raw.produce('mixed', batch, partition)
    if (code === 0) return
    if (code !== NOT_LEADER) throw new Error(`Kafka refused a batch with error ${code}`)
    await sleep(100)
  }
  throw new Error('The topic has no leader')
}
