import { hostname } from 'node:os'
import type { ReplaySpecInput } from '@sluice/shared/replay'
import { describe, expect, it } from 'vitest'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import type { MemoryGateway } from '#kafka/memory/memory-spec.ts'
import { temporaryFolder, temporaryStore } from '#store/testing/temporary-store.ts'
import { cameFrom, readStretch } from './read-stretch.ts'
import { dyingWriter } from './testing/dying-writer.ts'
import { replayBench } from './testing/replay-bench.ts'

const COUNT = 300

function stage(): MemoryGateway {
  const gateway = createMemoryGateway({
    topics: [
      { name: 'orders', partitions: 2 },
      { name: 'copy', partitions: 3 },
    ],
  })
  for (let at = 0; at < COUNT; at += 1)
    gateway.append('orders', at % 2, [{ timestamp: BigInt(at), key: `k${at % 7}`, value: `v${at}` }])
  return gateway
}

/** Source places of what a reader with read_committed sees of a job, as often as it sees them. */
async function placesIn(gateway: MemoryGateway, id: string): Promise<string[]> {
  const places: string[] = []
  const signal = AbortSignal.timeout(10_000)
  for (let partition = 0; partition < 3; partition += 1) {
    const [end] = await gateway.listOffsets([{ topic: 'copy', partition, at: 'latest' }], {
      isolation: 'read_committed',
    })
    const to = end?.ok ? (end.value.offset ?? 0n) : 0n
    const stretch = { topic: 'copy', partition, from: 0n, to }
    await readStretch({ gateway, isolation: 'read_committed', signal }, stretch, ({ headers }) => {
      const from = cameFrom(headers, id)
      if (from !== null) places.push(`${from.partition}/${from.offset}`)
    })
  }
  return places
}

/** A process that dies while it writes, and the one after it. */
async function crash(gateway: MemoryGateway, spec: ReplaySpecInput, batches: number) {
  const { store } = temporaryStore()
  const folder = temporaryFolder()
  const writer = dyingWriter(gateway.writer, batches)
  // A process of this number there is not.
  const owner = `${hostname()} 4194999 dead`
  const before = replayBench({ gateway, writer, store, folder, owner })
  const { id } = await before.begin(spec)
  await writer.died
  const after = replayBench({ gateway, writer: gateway.writer, store, folder })
  after.jobs.recover()
  return { id, before, after, store, folder }
}

const SPEC: ReplaySpecInput = {
  source: { topics: ['orders'] },
  target: { kind: 'topic', topic: 'copy' },
  fidelity: { partition: { by: 'key' } },
  pace: { by: 'rate', recordsPerSecond: 1000, bytesPerSecond: null },
}

describe('a job whose process died', () => {
  it('is interrupted, never goes on by itself, and at least once says how much is there twice', async () => {
    const gateway = stage()
    const { id, after } = await crash(gateway, SPEC, 9)
    const found = after.jobs.directory.get('local', id)
    expect(found).toMatchObject({ state: 'interrupted', hold: null })
    await after.jobs.resume('local', id)
    const job = await after.ended(id)
    expect(job).toMatchObject({ state: 'completed', written: String(COUNT) })
    const places = await placesIn(gateway, id)
    const twice = places.length - new Set(places).size
    expect(new Set(places).size).toBe(COUNT)
    expect(twice).toBeGreaterThan(0)
    expect(job.resumed).toMatchObject([{ inFlight: null, found: String(twice), duplicates: String(twice) }])
  })

  it('that dies again right after says of each time what is there twice, and of none twice', async () => {
    const gateway = stage()
    const { id, store, folder } = await crash(gateway, SPEC, 9)
    const writer = dyingWriter(gateway.writer, 4)
    const again = replayBench({ gateway, writer, store, folder, owner: `${hostname()} 4194998 dead` })
    again.jobs.recover()
    await again.jobs.resume('local', id)
    await writer.died
    const last = replayBench({ gateway, writer: gateway.writer, store, folder })
    last.jobs.recover()
    await last.jobs.resume('local', id)
    const job = await last.ended(id)
    const places = await placesIn(gateway, id)
    expect(job.resumed).toHaveLength(2)
    const told = job.resumed.reduce((sum, { duplicates }) => sum + Number(duplicates), 0)
    expect(told).toBe(places.length - new Set(places).size)
  })

  it('without duplicates finds what it wrote and leaves it out', async () => {
    const gateway = stage()
    const { id, after } = await crash(gateway, { ...SPEC, guarantee: 'no-duplicates' }, 9)
    await after.jobs.resume('local', id)
    const job = await after.ended(id)
    const places = await placesIn(gateway, id)
    expect([places.length, new Set(places).size]).toEqual([COUNT, COUNT])
    expect(job.state).toBe('completed')
    expect(Number(job.written) + Number(job.skipped)).toBe(COUNT)
    expect(job.resumed).toMatchObject([{ found: job.skipped, duplicates: '0' }])
    const records = job.writtenTo.reduce((sum, one) => sum + Number(one.records), 0)
    expect(records).toBe(COUNT)
  })

  it('exactly once goes on from the places of its last transaction', async () => {
    const gateway = stage()
    const { id, after, before } = await crash(gateway, { ...SPEC, guarantee: 'exactly-once' }, 9)
    await after.jobs.resume('local', id)
    const job = await after.ended(id)
    expect(job).toMatchObject({ state: 'completed', written: String(COUNT), resumed: [{ duplicates: '0' }] })
    const places = await placesIn(gateway, id)
    expect([places.length, new Set(places).size]).toEqual([COUNT, COUNT])
    // The one before finds that it has lost the job, and keeps nothing of it.
    await before.halted(id).catch(() => {})
    expect(after.jobs.directory.get('local', id)).toMatchObject({ state: 'completed' })
  })
})

describe('a job that is held against its source', () => {
  const verified = async (
    spec: Partial<ReplaySpecInput>,
    spoil: (gateway: MemoryGateway) => void = () => {},
  ) => {
    const gateway = stage()
    const bench = replayBench({ gateway, writer: gateway.writer })
    const { id } = await bench.run({ ...SPEC, pace: { by: 'unlimited' }, ...spec })
    spoil(gateway)
    bench.checks.verify('local', id)
    return await bench.until(id, ({ verify }) => verify !== null && verify.state !== 'running')
  }

  it('is equal where every record is there once', async () => {
    const { verify } = await verified({})
    expect(verify).toMatchObject({ state: 'done', equal: true, missing: '0', duplicates: '0', note: null })
    expect(verify?.expected).toEqual(verify?.found)
    expect(verify?.expected?.records).toBe(String(COUNT))
  })

  it('is not where records are gone from the target, and names them', async () => {
    const { verify } = await verified({}, (gateway) => gateway.deleteRecords('copy', 0, 1n))
    expect(verify).toMatchObject({ state: 'done', equal: false, missing: '1', duplicates: '0' })
    expect(verify?.examples).toMatchObject([{ topic: 'orders' }])
  })

  it('without provenance is compared by all that stands where it wrote', async () => {
    const { verify } = await verified({ provenance: false })
    expect(verify).toMatchObject({ equal: true, missing: null, duplicates: null })
    expect(verify?.note).toContain('no provenance')
  })

  it('cannot be told where the source is gone', async () => {
    const { verify } = await verified({}, (gateway) => gateway.deleteRecords('orders', 0, 3n))
    expect(verify).toMatchObject({ state: 'failed', equal: null, fault: { code: 'OFFSET_OUT_OF_RANGE' } })
  })
})
