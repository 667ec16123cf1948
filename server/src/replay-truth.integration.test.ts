import { kafkaTool } from '@sluice/demo/kafka/kafka-tool.ts'
import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { PROVENANCE, type ReplaySpecInput } from '@sluice/shared/replay'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ClusterSeeder } from '#kafka/testing/cluster-seeder.ts'
import { RawLog } from '#kafka/testing/raw-log.ts'
import { createRealSeeder } from '#kafka/testing/real-seeder.ts'
import { AbortedFilter } from '#records/aborted.ts'
import { CODECS } from '#records/batch-header.ts'
import { readBatches } from '#records/batch-reader.ts'
import { encodeBatch } from '#records/batch-writer.ts'
import { readRecords } from '#records/record-reader.ts'
import { type DumpedRecord, dumpedRecords } from './testing/kafka-truth.ts'
import { oddBatches } from './testing/odd-batches.ts'
import { type ReplayStage, replayStage } from './testing/replay-stage.ts'

const OURS: readonly string[] = Object.values(PROVENANCE)
const BASE = 1_750_000_000_000
const LARGE = { 'max.message.bytes': '5000000' }

let kafka: KafkaCluster
let seeder: ClusterSeeder
let raw: RawLog
let stage: ReplayStage

beforeAll(async () => {
  kafka = await startKafka()
  seeder = await createRealSeeder(kafka.bootstrap)
  raw = await RawLog.open(kafka.bootstrap)
  stage = replayStage(kafka)
})

afterAll(async () => {
  await stage?.close()
  await raw?.close()
  await seeder?.close()
  await kafka?.stop()
})

const create = (name: string, configs: Record<string, string> = {}, partitions = 1) =>
  seeder.createTopic({ name, partitions, configs })

async function fill(topic: string, count: number, bytes = 10): Promise<void> {
  for (let from = 0; from < count; from += 50) {
    const records = Array.from({ length: Math.min(50, count - from) }, (_, at) => ({
      ...{
        timestamp: BASE + from + at,
        key: `k${(from + at) % 7}`,
        value: `${from + at} `.padEnd(bytes, 'x'),
      },
    }))
    await seeder.append(topic, 0, records)
  }
}

const copy = (source: string, topic: string, more: Partial<ReplaySpecInput> = {}): ReplaySpecInput => ({
  ...{ source: { topics: [source] }, target: { kind: 'topic', topic }, pace: { by: 'unlimited' }, ...more },
})

const slowly = (recordsPerSecond: number) => ({
  pace: { by: 'rate' as const, recordsPerSecond, bytesPerSecond: null },
})

async function end(topic: string): Promise<number> {
  const [outcome] = await stage.gateway.listOffsets([{ topic, partition: 0, at: 'latest' }], {
    isolation: 'read_committed',
  })
  return outcome?.ok ? Number(outcome.value.offset) : Number.NaN
}

/** Where each record that is committed comes from, in their order. */
async function sourcesOf(topic: string): Promise<number[]> {
  const { answers } = await raw.read(topic, true)
  const found: number[] = []
  for (const { records, aborted } of answers) {
    const filter = new AbortedFilter()
    filter.begin(aborted)
    for (const batch of readBatches(records)) {
      if (!batch.ok) throw new Error(batch.reason)
      if (filter.isAborted(batch) || batch.header.control) continue
      for (const { headers } of readRecords(batch)) found.push(placeIn(headers))
    }
  }
  return found
}

function placeIn(headers: readonly { key: string; value: Buffer | null }[]): number {
  const place = headers.find(({ key }) => key === PROVENANCE.source)?.value?.toString()
  return Number(place?.split('/').at(-1) ?? Number.NaN)
}

const warned = (warnings: readonly { code: string; severity: string }[]) =>
  warnings.map(({ code, severity }) => `${code}: ${severity}`)

describe('a log of whatever a log may hold', () => {
  const seed = Date.now() % 1_000_000
  const batches = oddBatches(seed, 30)

  /** Batches as their bytes are, from what the producer says of them on: all but whose they are. */
  const bodies = async (topic: string) =>
    [...readBatches((await raw.read(topic)).bytes)].map((batch) => {
      if (!batch.ok) throw new Error(batch.reason)
      const { codec, recordCount, baseTimestamp, maxTimestamp } = batch.header
      const bytes = Buffer.from(batch.bytes)
      return `${codec} ${recordCount} ${baseTimestamp} ${maxTimestamp} ${bytes.subarray(61).toString('hex')}`
    })

  const records = async (topic: string) =>
    [...readBatches((await raw.read(topic)).bytes)].flatMap((batch) =>
      batch.ok
        ? [...readRecords(batch)].map(({ timestamp, key, value, headers }) => ({
            ...{ timestamp, key: key?.toString('base64') ?? null, value: value?.toString('base64') ?? null },
            headers: headers
              .filter((header) => !OURS.includes(header.key))
              .map((header) => [header.key, header.value?.toString('base64') ?? null]),
          }))
        : [],
    )

  const dumped = (line: DumpedRecord) => {
    const { batch: _batch, sequence: _sequence, headerKeys = '', ...told } = line
    return { ...told, headerKeys: headerKeys.replace(/,?sluice-replay-[a-z]+/g, '') }
  }

  it(`is the same in the target, byte for byte, as Kafka's dump tool says too (seed ${seed})`, async () => {
    for (const topic of ['odd', 'odd.verbatim', 'odd.shaped']) await create(topic, LARGE)
    for (const { codec, records: of } of batches)
      expect(await raw.produce('odd', encodeBatch(of, { codec, producerEpoch: -1 }))).toBe(0)
    const count = batches.reduce((sum, batch) => sum + batch.records.length, 0)
    for (const [topic, provenance] of [
      ['odd.verbatim', false],
      ['odd.shaped', true],
    ] as const) {
      const job = await stage.run(copy('odd', topic, { provenance }))
      expect(job).toMatchObject({ state: 'completed', written: `${count}`, failed: '0' })
    }
    expect(await bodies('odd.verbatim')).toEqual(await bodies('odd'))
    expect(await records('odd.shaped')).toEqual(await records('odd'))
    const told = await dumpedRecords(kafka, ['odd-0', 'odd.verbatim-0', 'odd.shaped-0'])
    const source = (told.get('odd-0') ?? []).map(dumped)
    expect(source).toHaveLength(count)
    expect(told.get('odd.verbatim-0')?.map(dumped)).toEqual(source)
    expect(told.get('odd.shaped-0')?.map(dumped)).toEqual(source)
    const codecs = new Set(
      told.get('odd.verbatim-0')?.map(({ batch }) => /compresscodec: (\w+)/.exec(batch)?.[1]),
    )
    expect([...codecs].toSorted()).toEqual([...CODECS].toSorted())
  })
})

describe('what passes under a running job', () => {
  it('is retention: it stops and goes on behind the gap when a person says so, or at once where asked, and tells of it', async () => {
    const count = 600
    await create('passing')
    await fill('passing', count, 10_000)
    const begun = [] as { onGap: 'stop' | 'go-on'; id: string; topic: string }[]
    for (const onGap of ['stop', 'go-on'] as const) {
      const topic = `passing.${onGap}`
      await create(topic)
      begun.push({
        onGap,
        topic,
        id: (await stage.begin(copy('passing', topic, { ...slowly(100), onGap }))).id,
      })
    }
    for (const { id } of begun) await stage.until(id, ({ written }) => Number(written) > 10)
    await seeder.deleteRecords('passing', 0, BigInt(count - 20))
    for (const { onGap, id, topic } of begun) {
      let job = await stage.halted(id)
      if (onGap === 'stop') {
        expect(job).toMatchObject({
          state: 'paused',
          hold: { kind: 'fault', fault: { code: 'OFFSET_OUT_OF_RANGE' } },
        })
        await stage.jobs.resume('local', id)
        job = await stage.halted(id)
      }
      expect(job.state).toBe('completed-with-gaps')
      const [lane] = job.lanes
      const [gap] = lane?.gaps ?? []
      expect(gap).toMatchObject({ to: `${count - 20}` })
      const here = Array.from({ length: count }, (_, at) => at)
      expect(await sourcesOf(topic)).toEqual(
        here.filter((offset) => offset < Number(gap?.from) || offset >= count - 20),
      )
    }
  })

  it('is its target, deleted or with more partitions: it ends itself, and makes nothing anew', async () => {
    await create('steady')
    await fill('steady', 600)
    for (const topic of ['steady.deleted', 'steady.grown']) await create(topic)
    const ids = new Map<string, string>()
    for (const topic of ['steady.deleted', 'steady.grown'])
      ids.set(topic, (await stage.begin(copy('steady', topic, slowly(20)))).id)
    for (const id of ids.values()) await stage.until(id, ({ written }) => Number(written) > 3)
    await seeder.deleteTopic('steady.deleted')
    const more = ['--alter', '--topic', 'steady.grown', '--partitions', '2']
    expect(await kafkaTool(kafka.bootstrap, 'TopicCommand', more)).toMatchObject({ code: 0 })
    expect(await stage.halted(ids.get('steady.deleted') ?? '')).toMatchObject({
      ...{ state: 'failed', fault: { code: 'TOPIC_NOT_FOUND' } },
    })
    expect(await stage.halted(ids.get('steady.grown') ?? '')).toMatchObject({
      ...{ state: 'failed', fault: { code: 'PLAN_CHANGED' } },
    })
    const [gone] = await stage.gateway.describeTopics(['steady.deleted'])
    expect(gone).toMatchObject({ ok: false, fault: { code: 'TOPIC_NOT_FOUND' } })
  })

  it('is its own source: what it writes there is behind the end that was frozen', async () => {
    await create('itself')
    await fill('itself', 200)
    const spec = { ...copy('itself', ''), target: { kind: 'same' as const } }
    expect(await stage.run(spec)).toMatchObject({ state: 'completed', written: '200' })
    expect(await end('itself')).toBe(400)
  })

  it('is another runner of the same job: the first is fenced, and each record is there once', async () => {
    await create('contended')
    await create('contended.copy')
    await fill('contended', 1000)
    const guarantee = 'exactly-once' as const
    const { id } = await stage.begin(copy('contended', 'contended.copy', { ...slowly(200), guarantee }))
    await stage.until(id, ({ written }) => Number(written) > 50)
    // To a clock that is far ahead, the first runner has not said for long that it lives.
    const second = stage.runner(() => Date.now() + 60_000)
    second.recover()
    expect(second.directory.get('local', id)).toMatchObject({ state: 'interrupted' })
    await second.resume('local', id)
    await stage.until(id, () => !stage.jobs.directory.live.has(id))
    expect(await stage.halted(id, second)).toMatchObject({ state: 'completed' })
    await vi.waitFor(async () => expect(await sourcesOf('contended.copy')).toHaveLength(1000), 20_000)
    expect(await sourcesOf('contended.copy')).toEqual(Array.from({ length: 1000 }, (_, at) => at))
    await second.shutdown()
  })
})

describe('what a target does not take', () => {
  it('goes to the side file, in its place all others, and the plan said so', async () => {
    await create('mixed')
    await create('mixed.small', { 'max.message.bytes': '50000' })
    await fill('mixed', 30)
    await fill('mixed', 1, 80_000)
    await fill('mixed', 30)
    const spec = copy('mixed', 'mixed.small', { errors: { maxShare: 1 } })
    const plan = await stage.plan(spec)
    expect(warned(plan.warnings)).toContain('target-record-too-large: accept')
    expect(plan.survey.oversize).toBe('1')
    const job = await stage.halted((await stage.start(plan)).id)
    expect(job).toMatchObject({
      ...{ state: 'completed', written: '60', failed: '1' },
      failures: [{ topic: 'mixed', partition: 0, offset: '30', code: 'RECORD_TOO_LARGE' }],
    })
    const all = Array.from({ length: 61 }, (_, at) => at)
    expect(await sourcesOf('mixed.small')).toEqual(all.filter((offset) => offset !== 30))
  })

  it('is said by the plan: times of its own, and a key of null where it is compacted; a plan that is stale is refused', async () => {
    await create('plain')
    await create('plain.stamped', { 'message.timestamp.type': 'LogAppendTime' })
    await create('plain.compacted', { 'cleanup.policy': 'compact' })
    await seeder.append('plain', 0, [{ timestamp: BASE, key: null, value: 'v' }])
    const stamped = await stage.plan(copy('plain', 'plain.stamped'))
    expect(warned(stamped.warnings)).toContain('target-log-append-time: note')
    const job = await stage.halted((await stage.start(stamped)).id)
    expect(job).toMatchObject({ state: 'completed', written: '1' })
    const compacted = await stage.plan(copy('plain', 'plain.compacted'))
    expect(compacted.allowed).toBe(false)
    expect(warned(compacted.warnings)).toContain('target-compacted-null-key: block')
    await expect(stage.start(compacted)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    await create('plain.grown')
    const stale = await stage.plan(copy('plain', 'plain.grown'))
    const more = ['--alter', '--topic', 'plain.grown', '--partitions', '2']
    expect(await kafkaTool(kafka.bootstrap, 'TopicCommand', more)).toMatchObject({ code: 0 })
    await expect(stage.start(stale)).rejects.toMatchObject({ code: 'PLAN_CHANGED' })
    expect(await end('plain.grown')).toBe(0)
  })
})
