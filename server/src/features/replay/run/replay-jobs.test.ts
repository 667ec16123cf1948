import { readFile } from 'node:fs/promises'
import { PROVENANCE, type ReplaySpecInput } from '@sluice/shared/replay'
import type { ReplayJob } from '@sluice/shared/replay-job'
import { describe, expect, it } from 'vitest'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import type { MemoryGateway } from '#kafka/memory/memory-spec.ts'
import { temporaryFolder } from '#store/testing/temporary-store.ts'
import { readStretch } from './read-stretch.ts'
import { replayBench } from './testing/replay-bench.ts'

const TO_COPY: ReplaySpecInput = {
  source: { topics: ['orders'] },
  target: { kind: 'topic', topic: 'copy' },
  pace: { by: 'unlimited' },
}

function orders(counts: readonly number[], batch = 10): MemoryGateway {
  const gateway = createMemoryGateway({
    topics: [
      { name: 'orders', partitions: counts.length },
      { name: 'copy', partitions: counts.length },
    ],
  })
  for (const [partition, count] of counts.entries())
    for (let at = 0; at < count; at += batch)
      gateway.append(
        'orders',
        partition,
        Array.from({ length: Math.min(batch, count - at) }, (_, one) => ({
          timestamp: BigInt(1_000 + at + one),
          key: `k${at + one}`,
          value: `value ${partition}/${at + one}`,
        })),
      )
  return gateway
}

async function readAll(gateway: MemoryGateway, topic: string, partition: number) {
  const [end] = await gateway.listOffsets([{ topic, partition, at: 'latest' }])
  const to = end?.ok ? (end.value.offset ?? 0n) : 0n
  const told: { key: string | null; value: string | null; timestamp: bigint; headers: string[] }[] = []
  const signal = AbortSignal.timeout(5_000)
  await readStretch(
    { gateway, isolation: 'read_committed', signal },
    { topic, partition, from: 0n, to },
    (record) => {
      const { key, value, timestamp, headers } = record
      told.push({
        ...{ key: key?.toString() ?? null, value: value?.toString() ?? null, timestamp },
        headers: headers.map((header) => `${header.key}=${header.value?.toString()}`),
      })
    },
  )
  return told
}

const values = async (gateway: MemoryGateway, partition = 0) =>
  (await readAll(gateway, 'copy', partition)).map(({ value }) => value)

function countsOf({ read, written, filtered, skipped, failed, offsetsDone, offsetsTotal }: ReplayJob) {
  return { read, written, filtered, skipped, failed, offsetsDone, offsetsTotal }
}

describe('a replay job', () => {
  it('writes every record of each partition in its order, with where it comes from, and counts exactly', async () => {
    const gateway = orders([25, 7, 0])
    const bench = replayBench({ gateway, writer: gateway.writer })
    const job = await bench.run(TO_COPY)
    expect(job).toMatchObject({ state: 'completed', fault: null, written: '32' })
    expect(countsOf(job)).toEqual({
      ...{ read: '32', written: '32', filtered: '0', skipped: '0', failed: '0' },
      ...{ offsetsDone: '32', offsetsTotal: '32' },
    })
    expect(job.writtenTo).toEqual([
      { topic: 'copy', partition: 0, first: '0', last: '24', records: '25' },
      { topic: 'copy', partition: 1, first: '0', last: '6', records: '7' },
    ])
    const copy = await readAll(gateway, 'copy', 1)
    expect(copy.map(({ value }) => value)).toEqual(Array.from({ length: 7 }, (_, at) => `value 1/${at}`))
    expect(copy[3]).toMatchObject({
      key: 'k3',
      timestamp: 1_003n,
      headers: [
        `${PROVENANCE.id}=${job.id}`,
        `${PROVENANCE.source}=local/orders/1/3`,
        `${PROVENANCE.timestamp}=1003`,
        `${PROVENANCE.count}=1`,
      ],
    })
    expect(bench.audited().map(({ action, result }) => [action, result])).toEqual([
      ['replay-end', 'done'],
      ['replay-start', 'done'],
    ])
    expect(bench.errors).toEqual([])
  })

  it('copies whole batches where nothing is changed, without a trace', async () => {
    const gateway = orders([25])
    const bench = replayBench({ gateway, writer: gateway.writer })
    const job = await bench.run({ ...TO_COPY, provenance: false })
    expect(job).toMatchObject({ state: 'completed', written: '25', failures: [] })
    const [fetched] = await gateway.fetch([{ topic: 'copy', partition: 0, offset: 0n, maxBytes: 1 << 20 }], {
      ...{ isolation: 'read_committed', maxWaitMs: 0, maxBytes: 1 << 20 },
    })
    expect(fetched?.ok && fetched.value.highWatermark).toBe(25n)
    expect((await readAll(gateway, 'copy', 0)).every(({ headers }) => headers.length === 0)).toBe(true)
  })

  it('leaves out aborted records, markers and what compaction removed, and goes on behind them', async () => {
    const gateway = orders([10])
    const aborted = gateway.begin()
    aborted.append('orders', 0, [{ timestamp: 1n, key: 'a', value: 'aborted' }])
    aborted.abort()
    gateway.append('orders', 0, [{ timestamp: 2n, key: 'z', value: 'last' }])
    gateway.compact('orders', 0, [3n, 4n])
    const bench = replayBench({ gateway, writer: gateway.writer })
    const job = await bench.run({ ...TO_COPY, provenance: false })
    expect(job).toMatchObject({ state: 'completed', written: '9', lanes: [{ next: '13', absent: '4' }] })
    expect(await values(gateway)).toEqual(
      [0, 1, 2, 5, 6, 7, 8, 9].map((at) => `value 0/${at}`).concat('last'),
    )
  })

  it('writes what key and filter let pass, and what it fails on goes to the side file', async () => {
    const gateway = orders([20])
    gateway.append('orders', 0, [{ timestamp: 3n, key: 'bad', value: 'no json' }])
    const folder = temporaryFolder()
    const bench = replayBench({ gateway, writer: gateway.writer, folder })
    const job = await bench.run({
      ...TO_COPY,
      source: { topics: ['orders'], filter: { text: 'value 0/1', in: ['value'] } },
    })
    expect(countsOf(job)).toMatchObject({ read: '21', written: '11', filtered: '10', offsetsDone: '21' })
    const failing = await bench.run({
      ...TO_COPY,
      transform: { value: { by: 'merge', patch: '{"a":1}' } },
      errors: { maxShare: 1 },
    })
    expect(failing).toMatchObject({ state: 'completed', written: '0', failed: '21' })
    expect(failing.failures).toHaveLength(21)
    const side = await readFile(`${folder}/${failing.id}/failures.ndjson`, 'utf8')
    expect(side.trim().split('\n')).toHaveLength(21)
    expect(JSON.parse(side.split('\n')[20] ?? '')).toMatchObject({
      topic: 'orders',
      partition: 0,
      offset: '20',
    })
  })

  it('ends itself where too many records fail', async () => {
    const gateway = orders([200])
    const bench = replayBench({ gateway, writer: gateway.writer })
    const job = await bench.run({ ...TO_COPY, transform: { value: { by: 'merge', patch: '{"a":1}' } } })
    expect(job).toMatchObject({
      state: 'failed',
      fault: { message: expect.stringContaining('records failed') },
    })
  })

  it('writes only the records that are named', async () => {
    const gateway = orders([50])
    const bench = replayBench({ gateway, writer: gateway.writer })
    const records = ['3', '17', '44'].map((offset) => ({ topic: 'orders', partition: 0, offset }))
    const job = await bench.run({ ...TO_COPY, source: { topics: ['orders'], records } })
    expect(job).toMatchObject({ state: 'completed', written: '3' })
    expect(await values(gateway)).toEqual(['value 0/3', 'value 0/17', 'value 0/44'])
  })

  it('as a dry run counts the same and writes nothing', async () => {
    const gateway = orders([25])
    const bench = replayBench({ gateway, writer: gateway.writer })
    const job = await bench.run(TO_COPY, 'dry-run')
    expect(job).toMatchObject({ state: 'completed', written: '25', writtenTo: [] })
    expect(Number(job.bytes)).toBeGreaterThan(0)
    expect(await values(gateway)).toEqual([])
    expect(bench.audited()).toEqual([])
  })

  it('as a dry run waits for nobody: not for its pace, and not after its canary', async () => {
    const gateway = orders([25])
    const bench = replayBench({ gateway, writer: gateway.writer })
    const pace = { by: 'rate', recordsPerSecond: 0.01, bytesPerSecond: null } as const
    const job = await bench.run({ ...TO_COPY, canary: 7, pace }, 'dry-run')
    expect(job).toMatchObject({ state: 'completed', written: '25' })
  })
})

describe('a job that is stopped', () => {
  const SLOW: ReplaySpecInput = {
    ...TO_COPY,
    pace: { by: 'rate', recordsPerSecond: 200, bytesPerSecond: null },
  }

  it('pauses, goes on from there, and writes each record once', async () => {
    const gateway = orders([120])
    const bench = replayBench({ gateway, writer: gateway.writer })
    const { id } = await bench.begin(SLOW)
    await bench.until(id, ({ written }) => Number(written) > 10)
    const paused = await bench.jobs.pause('local', id)
    expect(paused).toMatchObject({ state: 'paused', hold: { kind: 'person' } })
    const there = await values(gateway)
    expect(String(there.length)).toBe(paused.written)
    expect(paused.lanes[0]?.next).toBe(paused.written)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await values(gateway)).toHaveLength(there.length)
    await bench.jobs.resume('local', id)
    const job = await bench.ended(id)
    expect(job).toMatchObject({
      state: 'completed',
      written: '120',
      resumed: [{ inFlight: '0', duplicates: '0' }],
    })
    expect(await values(gateway)).toEqual(Array.from({ length: 120 }, (_, at) => `value 0/${at}`))
    expect(bench.audited().map(({ action }) => action)).toEqual([
      ...['replay-end', 'replay-resume', 'replay-pause', 'replay-start'],
    ])
  })

  it('is aborted for good', async () => {
    const gateway = orders([120])
    const bench = replayBench({ gateway, writer: gateway.writer })
    const { id } = await bench.begin(SLOW)
    await bench.until(id, ({ written }) => Number(written) > 5)
    const job = await bench.jobs.abort('local', id)
    expect(job).toMatchObject({ state: 'aborted', hold: null })
    expect(job.endedAt).not.toBeNull()
    await expect(bench.jobs.resume('local', id)).rejects.toMatchObject({ code: 'REPLAY_STATE' })
    expect(String((await values(gateway)).length)).toBe(job.written)
  })

  it('waits after its canary, and goes on when a person says so', async () => {
    const gateway = orders([60])
    const bench = replayBench({ gateway, writer: gateway.writer })
    const job = await bench.run({ ...TO_COPY, canary: 7 })
    expect(job).toMatchObject({ state: 'paused', hold: { kind: 'canary', records: '7' }, written: '7' })
    await bench.jobs.resume('local', job.id)
    expect(await bench.ended(job.id)).toMatchObject({ state: 'completed', written: '60' })
    expect(await values(gateway)).toHaveLength(60)
  })

  it('stops at a gap, and a person lets it go on behind it', async () => {
    const gateway = orders([40])
    const bench = replayBench({ gateway, writer: gateway.writer })
    const { plan, confirm } = await bench.planner.make(TO_COPY)
    gateway.deleteRecords('orders', 0, 15n)
    const request = { plan, mode: 'run' as const, confirm, accept: [], who: '', why: 'a test' }
    const signal = AbortSignal.timeout(10_000)
    const { id } = await bench.jobs.start('local', request, { key: null, parent: null, signal })
    expect(await bench.halted(id)).toMatchObject({
      state: 'paused',
      hold: { kind: 'fault', fault: { code: 'OFFSET_OUT_OF_RANGE' } },
    })
    await bench.jobs.resume('local', id)
    expect(await bench.ended(id)).toMatchObject({
      ...{ state: 'completed-with-gaps', written: '25' },
      lanes: [{ gaps: [{ from: '0', to: '15' }], next: '40' }],
    })
  })

  it('holds while a group is behind, and says how far', async () => {
    const gateway = orders([30])
    gateway.append('copy', 0, [{ timestamp: 1n, key: null, value: 'old' }])
    gateway.groups.commit('readers', [{ topic: 'copy', partition: 0, offset: 0n }])
    const bench = replayBench({ gateway, writer: gateway.writer })
    const { id } = await bench.begin({ ...TO_COPY, backpressure: { group: 'readers', maxLag: 0 } })
    const held = await bench.until(id, ({ hold }) => hold?.kind === 'backpressure' && hold.lag !== null)
    expect(held).toMatchObject({
      state: 'running',
      hold: { group: 'readers', lag: '1', maxLag: 0 },
      written: '0',
    })
    gateway.groups.commit('readers', [{ topic: 'copy', partition: 0, offset: 1n }])
    expect(await bench.ended(id)).toMatchObject({ state: 'completed', written: '30', hold: null })
  })

  it('fails where its target is made anew meanwhile', async () => {
    const gateway = orders([2_000])
    const bench = replayBench({ gateway, writer: gateway.writer })
    const { id } = await bench.begin(SLOW)
    await bench.until(id, ({ written }) => Number(written) > 1)
    gateway.addPartitions('copy', 1)
    expect(await bench.halted(id)).toMatchObject({ state: 'failed', fault: { code: 'PLAN_CHANGED' } })
  })

  it('answers a pause though the target does not, sends nothing behind it, and goes on once it does', async () => {
    const gateway = orders([300])
    const bench = replayBench({ gateway, writer: gateway.writer })
    const { id } = await bench.begin({ ...SLOW, guarantee: 'no-duplicates' })
    await bench.until(id, ({ written }) => Number(written) > 5)
    gateway.setOffline('copy', 0, true)
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect(await bench.jobs.pause('local', id)).toMatchObject({ state: 'paused', hold: { kind: 'person' } })
    gateway.setOffline('copy', 0, false)
    const there = await values(gateway)
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(await values(gateway)).toEqual(there)
    await bench.jobs.resume('local', id)
    expect(await bench.ended(id)).toMatchObject({ state: 'completed', resumed: [{ duplicates: '0' }] })
    expect(await values(gateway)).toEqual(Array.from({ length: 300 }, (_, at) => `value 0/${at}`))
    expect(bench.errors).toEqual([])
  })

  it('pauses itself with the fault where it may not write any more, and a person lets it go on', async () => {
    const gateway = orders([300])
    const bench = replayBench({ gateway, writer: gateway.writer })
    const { id } = await bench.begin(SLOW)
    await bench.until(id, ({ written }) => Number(written) > 5)
    gateway.setDenied({ topics: ['copy'] })
    expect(await bench.halted(id)).toMatchObject({
      state: 'paused',
      hold: { kind: 'fault', fault: { code: 'NOT_AUTHORIZED' } },
    })
    gateway.setDenied({})
    await bench.jobs.resume('local', id)
    expect(await bench.ended(id)).toMatchObject({ state: 'completed', written: '300' })
    expect(bench.audited().map(({ action }) => action)).toContain('replay-halted')
  })
})
