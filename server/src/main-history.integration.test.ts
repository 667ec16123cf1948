import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { GroupHistory } from '@sluice/shared/groups-history'
import { paths } from '@sluice/shared/paths'
import { StoreHealth } from '@sluice/shared/store'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createRealWriter } from '#kafka/real/real-writer.ts'
import { connectionTo } from '#kafka/testing/connection-to.ts'
import { createRealSeeder } from '#kafka/testing/real-seeder.ts'
import { temporaryFolder } from '#store/testing/temporary-store.ts'
import { startSluice } from './testing/sluice-process.ts'

const GROUP = 'slow reader'

let kafka: KafkaCluster

beforeAll(async () => {
  kafka = await startKafka()
  const seeder = await createRealSeeder(kafka.bootstrap)
  await seeder.createTopic({ name: 'orders', partitions: 1 })
  await seeder.append(
    'orders',
    0,
    Array.from({ length: 9 }, (_, at) => ({ timestamp: Date.now() - 60_000 * (10 - at), value: `${at}` })),
  )
  await seeder.close()
  const writer = createRealWriter(connectionTo(kafka.bootstrap))
  await writer.commitGroupOffsets(GROUP, [
    { topic: 'orders', partition: 0, offset: 2n, leaderEpoch: null, metadata: '' },
  ])
  await writer.close()
})

afterAll(async () => {
  await kafka?.stop()
})

async function openOn(dataDir: string) {
  const flags = ['--port', '0', '--data-dir', dataDir, '--lag-interval-ms', '1000']
  const sluice = startSluice(['--brokers', kafka.bootstrap.join(','), ...flags])
  const kill = async () => {
    sluice.child.kill('SIGKILL')
    await sluice.ended
  }
  onTestFinished(kill)
  const url = await sluice.url
  const get = async (path: string): Promise<unknown> => await (await fetch(url + path)).json()
  const history = async () => GroupHistory.parse(await get(paths.groupHistory('local', GROUP)))
  const store = async () => StoreHealth.parse(await get(paths.store()))
  return { kill, history, store, samples: async () => (await history()).lag.last }
}

describe('history of Sluice on a real Kafka', () => {
  it('outlasts a kill, is shared by a second Sluice, and begins anew where its file is damaged', async () => {
    const dataDir = temporaryFolder()
    const first = await openOn(dataDir)
    const sevens = async ({ samples }: typeof first) => (await samples()).filter((lag) => lag === '7').length
    await expect.poll(() => sevens(first), { timeout: 30_000 }).toBeGreaterThanOrEqual(3)
    const beside = await openOn(dataDir)
    expect(await beside.store()).toMatchObject({ mode: 'shared', setAside: [] })
    await expect.poll(() => sevens(beside), { timeout: 15_000 }).toBeGreaterThanOrEqual(3)
    await beside.kill()
    const before = await first.history()
    await first.kill()

    const second = await openOn(dataDir)
    expect(await second.store()).toMatchObject({ mode: 'writing', setAside: [] })
    expect((await second.history()).at.slice(0, before.at.length)).toEqual(before.at)
    await expect.poll(second.samples, { timeout: 15_000 }).toEqual(expect.arrayContaining(['7', null, '7']))
    const { events, since } = await second.history()
    expect(since).toBe(before.since)
    expect(events).toContainEqual(
      expect.objectContaining({
        ...{ kind: 'collector-gap', ofGroup: false },
        detail: expect.objectContaining({ reason: 'not-running' }),
      }),
    )
    await second.kill()

    // The log alone would bring back all that was not copied into the database yet.
    rmSync(join(dataDir, 'sluice.db-wal'), { force: true })
    writeFileSync(join(dataDir, 'sluice.db'), 'no database any more '.repeat(1_000))
    const third = await openOn(dataDir)
    const { mode, setAside } = await third.store()
    expect({ mode, aside: setAside.length }).toEqual({ mode: 'writing', aside: 1 })
    await expect.poll(third.samples, { timeout: 15_000 }).toEqual(expect.arrayContaining(['7']))
    expect((await third.history()).since).toBeGreaterThan(before.since ?? 0)
  })
})
