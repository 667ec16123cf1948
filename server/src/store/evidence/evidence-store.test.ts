import type { Evidence } from '@sluice/shared/topology-evidence'
import { describe, expect, it } from 'vitest'
import { Turns } from '../lag-history/turns.ts'
import { temporaryFolder, temporaryStore } from '../testing/temporary-store.ts'
import { EvidenceStore } from './evidence-store.ts'

const MINUTE = 60_000
const BUCKET = 5 * MINUTE
const HOUR = 3_600_000
const DAY = 24 * HOUR
const AT = 1_763_697_600_000
const turns = new Turns()

function piece(subject: string, lastSeen: number, changes: Partial<Evidence> = {}): Evidence {
  return {
    ...{
      subject,
      relation: 'writes',
      object: 'topic:orders',
      source: 'census',
      class: 'protocol',
      weight: 0.99,
    },
    ...{ firstSeen: lastSeen - 1_000, lastSeen, count: 2 },
    sample: { kind: 'record', topic: 'orders', partition: 0, offset: '9007199254740993' },
    facts: { codec: 'zstd', records: '10', bytes: '1000' },
    ...changes,
  }
}

function openStore(changes: { dataDir?: string; keepMs?: number; maxBytes?: number } = {}) {
  const { dataDir, keepMs = 7 * DAY, maxBytes = 512 << 20 } = changes
  const { store } = temporaryStore(dataDir === undefined ? {} : { dataDir })
  const evidence = new EvidenceStore(store, { keepMs, maxBytes })
  const cluster = evidence.identify('local', 'kafka-1')
  if (cluster === null) throw new Error('The store takes nothing.')
  return { store, evidence, cluster }
}

describe('the store of evidence', () => {
  it('leaves out what is damaged, and gives all else', async () => {
    const { store, evidence, cluster } = openStore()
    const pieces = [piece('session:1', AT + MINUTE), piece('session:2', AT + MINUTE)]
    await evidence.keep(cluster, AT, [...pieces, piece('session:3', AT + MINUTE)], turns)
    evidence.keepRates(cluster, AT, new Map([['orders', 2]]))
    evidence.keepRates(cluster, AT + BUCKET, new Map([['orders', 3]]))
    store.write((db) => {
      db.sql('UPDATE evidence_rows SET facts = ? WHERE subject = ?').run('{"codec":', 'session:1')
      db.sql('UPDATE evidence_rows SET sample = ? WHERE subject = ?').run('{', 'session:2')
      db.sql('UPDATE evidence_times SET rates = ? WHERE at = ?').run(Buffer.from([1, 2, 3]), AT)
    })
    const rows = evidence.rows(cluster, [AT, AT], [])
    expect(rows.map(({ subject, sample }) => [subject, sample === null]).sort()).toEqual([
      ['session:2', true],
      ['session:3', false],
    ])
    expect(evidence.rates(cluster, [AT, AT + BUCKET], 9).map(({ at }) => at)).toEqual([AT + BUCKET])
  })

  it('gives back what was kept over a restart, once for all stretches, with its amounts added up', async () => {
    const dataDir = temporaryFolder()
    const first = openStore({ dataDir })
    await first.evidence.keep(first.cluster, AT, [piece('session:1', AT + MINUTE)], turns)
    const later = piece('session:1', AT + BUCKET + MINUTE, {
      facts: { codec: 'lz4', records: '5', markers: '1' },
    })
    await first.evidence.keep(first.cluster, AT + BUCKET, [later, piece('plain:a/none', AT + BUCKET)], turns)
    first.store.close()
    const { evidence, cluster } = openStore({ dataDir })
    const rows = evidence.rows(cluster, [AT, AT + BUCKET], [])
    expect(rows).toHaveLength(2)
    expect(rows.find(({ subject }) => subject === 'session:1')).toEqual({
      ...later,
      ...{ firstSeen: AT + MINUTE - 1_000, count: 4 },
      facts: { codec: 'lz4', records: '15', bytes: '1000', markers: '1' },
    })
    expect(evidence.times(cluster)).toEqual([
      { at: AT, evidence: 1 },
      { at: AT + BUCKET, evidence: 2 },
    ])
  })

  it('reads only the stretches asked for, and none twice that is in memory', async () => {
    const { evidence, cluster } = openStore()
    for (const n of [0, 1, 2])
      await evidence.keep(cluster, AT + n * BUCKET, [piece(`session:${n}`, AT + n * BUCKET)], turns)
    const subjects = (from: number, to: number, but: number[] = []) =>
      evidence.rows(cluster, [from, to], but).map(({ subject }) => subject)
    expect(subjects(AT + BUCKET, AT + 2 * BUCKET)).toEqual(['session:1', 'session:2'])
    expect(subjects(AT, AT + 2 * BUCKET, [AT + BUCKET])).toEqual(['session:0', 'session:2'])
  })

  it('shows nothing of another Kafka that had the name before', async () => {
    const { evidence, cluster } = openStore()
    await evidence.keep(cluster, AT, [piece('session:1', AT)], turns)
    const other = evidence.identify('local', 'kafka-2')
    expect(other).not.toBe(cluster)
    expect(evidence.rows(other ?? -1, [AT, AT], [])).toEqual([])
    expect(evidence.identify('local', 'kafka-1')).toBe(cluster)
  })

  it('writes a stretch again in place of what it wrote before', async () => {
    const { evidence, cluster } = openStore()
    await evidence.keep(cluster, AT, [piece('session:1', AT, { count: 2 })], turns)
    await evidence.keep(cluster, AT, [piece('session:1', AT + 5, { count: 7 })], turns)
    expect(evidence.rows(cluster, [AT, AT], [])).toMatchObject([{ count: 7, lastSeen: AT + 5 }])
  })

  it('joins what is older than a day by the hour, and loses none of it', async () => {
    const { evidence, cluster } = openStore()
    for (let n = 0; n < 12; n += 1)
      await evidence.keep(cluster, AT + n * BUCKET, [piece('session:1', AT + n * BUCKET + 1)], turns)
    await evidence.upkeep(AT + DAY + 2 * HOUR, turns)
    expect(evidence.times(cluster)).toEqual([{ at: AT, evidence: 1 }])
    const [row] = evidence.rows(cluster, [AT + 6 * BUCKET, AT + HOUR], [])
    expect(row).toMatchObject({ count: 24, lastSeen: AT + 11 * BUCKET + 1, facts: { records: '120' } })
  })

  it('forgets what is too old, and the oldest where it is too much', async () => {
    const { evidence, cluster } = openStore({ keepMs: DAY })
    await evidence.keep(cluster, AT, [piece('session:1', AT)], turns)
    await evidence.keep(cluster, AT + 2 * DAY, [piece('session:2', AT + 2 * DAY)], turns)
    await evidence.upkeep(AT + 2 * DAY, turns)
    expect(evidence.rows(cluster, [AT, AT + 2 * DAY], []).map(({ subject }) => subject)).toEqual([
      'session:2',
    ])
    const small = openStore({ maxBytes: 4_000 })
    for (const n of [0, 1, 2])
      await small.evidence.keep(
        small.cluster,
        AT + n * BUCKET,
        [piece(`session:${n}`, AT + n * BUCKET)],
        turns,
      )
    await small.evidence.upkeep(AT + 3 * BUCKET, turns)
    expect(small.evidence.times(small.cluster).map(({ at }) => at)).toEqual([AT + 2 * BUCKET])
  })

  it('keeps rates, and that one is not known', () => {
    const { evidence, cluster } = openStore()
    evidence.keepRates(
      cluster,
      AT,
      new Map<string, number | null>([
        ['orders', 12.5],
        ['new', null],
      ]),
    )
    expect(evidence.rates(cluster, [AT - HOUR, AT], 10)).toEqual([
      {
        at: AT,
        rates: new Map<string, number | null>([
          ['orders', 12.5],
          ['new', null],
        ]),
      },
    ])
  })
})
