import type { Evidence } from '@sluice/shared/topology-evidence'
import { describe, expect, it } from 'vitest'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { EvidenceStore } from '#store/evidence/evidence-store.ts'
import { temporaryFolder, temporaryStore } from '#store/testing/temporary-store.ts'
import type { Observation } from '../evidence.ts'
import { EvidenceKeeper } from './evidence-keeper.ts'
import { BUCKET_MS, bucketOf, EvidenceLog } from './evidence-log.ts'
import { KeptPast } from './kept-past.ts'
import { TopicRates } from './topic-rates.ts'

const START = bucketOf(1_763_700_000_000)

function seen(subject: string, at: number, facts: Record<string, string> = {}): Observation {
  return {
    ...{ subject, relation: 'writes', object: 'topic:orders', class: 'protocol', weight: 0.9 },
    ...{ at, count: 1, sample: null, facts },
  }
}

function openLog(dataDir?: string, kafka = async (_: AbortSignal): Promise<string | null> => 'kafka-1') {
  let now = START + 1_000
  const { store } = temporaryStore(dataDir === undefined ? {} : { dataDir })
  const kept = new EvidenceStore(store, { maxBytes: 1 << 29, keepMs: 7 * 86_400_000 })
  const past = new KeptPast(kept)
  const log = new EvidenceLog({ now: () => now })
  const rates = new TopicRates()
  const keeper = new EvidenceKeeper({
    ...{ cluster: 'local', log, rates, store: kept, past, now: () => now },
    kafka,
    onError: (error) => {
      throw error
    },
  })
  return { log, rates, keeper, store, past, pass: (ms: number) => (now += ms), now: () => now }
}

const short = (rows: readonly Evidence[]) =>
  rows.map(({ subject, count, facts }) => `${subject} ${count} ${facts.records ?? ''}`.trim()).sort()

describe('the keeper of evidence', () => {
  it('ends at once though Kafka does not answer', async () => {
    const { keeper } = openLog(undefined, async (signal) => {
      return await new Promise<string>((_, reject) => {
        if (signal.aborted) reject(signal.reason)
        signal.addEventListener('abort', () => reject(signal.reason))
      })
    })
    keeper.start()
    await expect(keeper.stop()).resolves.toBeUndefined()
  })
})

describe('the log of evidence', () => {
  it('joins what is the same, adds up amounts and keeps the newest facts', () => {
    const { log } = openLog()
    log.add('census', [seen('session:1', START + 10, { records: '3', codec: 'lz4' })])
    log.add('census', [seen('session:1', START + 900, { records: '4', codec: 'zstd' })])
    log.add('producers', [seen('session:1', START + 20)])
    const rows = log.rows(START, START + 1_000)
    expect(short(rows)).toEqual(['session:1 1', 'session:1 2 7'])
    expect(rows.find(({ source }) => source === 'census')).toMatchObject({
      ...{ firstSeen: START + 10, lastSeen: START + 900 },
      facts: { codec: 'zstd' },
    })
  })

  it('does not believe what is of the future, or of no time', () => {
    const { log } = openLog()
    log.add('census', [
      seen('session:1', START + 3_600_000),
      seen('session:2', Number.NaN),
      seen('session:3', -1),
    ])
    expect(log.rows(0, START + 7_200_000)).toEqual([])
  })

  it('goes on after a restart as if there had been none', async () => {
    const dataDir = temporaryFolder()
    const before = openLog(dataDir)
    before.log.add('census', [seen('session:1', START + 10, { records: '3' })])
    await before.keeper.keep()
    before.store.close()
    const after = openLog(dataDir)
    after.log.add('census', [
      seen('session:1', START + 700, { records: '4' }),
      seen('session:2', START + 800),
    ])
    await after.keeper.keep()
    expect(short(after.log.rows(START, START + 1_000))).toEqual(['session:1 2 7', 'session:2 1'])
    await after.keeper.keep()
    expect(short(after.log.rows(START, START + 1_000))).toEqual(['session:1 2 7', 'session:2 1'])
  })

  it('shows the past while Kafka does not answer, and takes nothing of it for that of another Kafka', async () => {
    const dataDir = temporaryFolder()
    const before = openLog(dataDir)
    before.log.add('census', [seen('session:1', START + 10)])
    await before.keeper.keep()
    before.store.close()
    let answer: () => string = () => {
      throw new KafkaFault('CLUSTER_UNREACHABLE', 'nobody answers')
    }
    const after = openLog(dataDir, async () => answer())
    await after.keeper.keep()
    expect(short(after.log.rows(START, START + 1_000))).toEqual(['session:1 1'])
    after.log.add('census', [seen('session:2', START + 20)])
    answer = () => 'kafka-2'
    await after.keeper.keep()
    expect(short(after.log.rows(START, START + 1_000))).toEqual(['session:2 1'])
  })

  it('reads from the disk what memory has forgotten, and from memory what the disk does not have yet', async () => {
    const { log, keeper, pass, now } = openLog()
    log.add('census', [seen('session:1', now())])
    await keeper.keep()
    pass(2 * 3_600_000)
    await keeper.keep()
    expect(log.times()).toEqual([])
    log.add('census', [seen('session:2', now())])
    expect(short(log.rows(START, now()))).toEqual(['session:1 1', 'session:2 1'])
    expect(short(log.rows(now() - BUCKET_MS, now()))).toEqual(['session:2 1'])
    expect(short(log.rows(START, now(), { memoryOnly: true }))).toEqual(['session:2 1'])
  })

  it('keeps how much was written, of the stretch that was going on at the end too', async () => {
    const dataDir = temporaryFolder()
    const before = openLog(dataDir)
    for (const end of [0n, 50n]) before.rates.add(before.pass(10_000), new Map([['t', new Map([[0, end]])]]))
    await before.keeper.stop()
    before.store.close()
    const after = openLog(dataDir)
    await after.keeper.keep()
    expect(after.past.rates(START + BUCKET_MS, 3_600_000)('t')).toEqual({
      messages: 5,
      bytes: null,
      trend: [5],
    })
    expect(after.past.topicsAt(START + BUCKET_MS)).toEqual(['t'])
  })

  it('keeps in memory what the disk does not take, and writes it once it does', async () => {
    const { log, keeper, store, now } = openLog()
    await keeper.keep()
    store.close()
    log.add('census', [seen('session:1', now())])
    await keeper.keep()
    expect(log.takeUnkept().flatMap(({ rows }) => short(rows))).toEqual(['session:1 1'])
  })
})
