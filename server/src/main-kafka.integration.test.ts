import { connect, type Socket } from 'node:net'
import { freePorts } from '@sluice/demo/kafka/free-port.ts'
import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { ClusterDetail, ClusterList } from '@sluice/shared/clusters'
import { paths } from '@sluice/shared/paths'
import { TopicDetail, TopicList } from '@sluice/shared/topics'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRealSeeder } from '#kafka/testing/real-seeder.ts'
import { type SluiceProcess, startSluice } from './testing/sluice-process.ts'

const ROWS = 6000

describe('Sluice on a real Kafka', () => {
  let kafka: KafkaCluster | undefined
  let sluice: SluiceProcess
  let url = ''
  let broker = ''

  const read = async (path: string): Promise<unknown> => await (await fetch(url + path)).json()

  beforeAll(async () => {
    const [port] = await freePorts(1, null, new Set())
    broker = `127.0.0.1:${port}`
    sluice = startSluice(['--brokers', broker, '--port', '0'])
    url = await sluice.url
    kafka = await startKafka({ port: port ?? 0 })
  })
  afterAll(async () => {
    sluice.child.kill('SIGKILL')
    await kafka?.stop()
  })

  it('that came after it: is connected within 10 s, by itself', async () => {
    expect(kafka?.bootstrap).toEqual([broker])
    await expect
      .poll(async () => ClusterList.parse(await read(paths.clusters())).clusters[0]?.connection.state, {
        timeout: 10_000,
      })
      .toBe('connected')
  })

  it('tells the cluster as it is', async () => {
    const detail = ClusterDetail.parse(await read(paths.cluster('local')))
    expect(detail).toMatchObject({ controllerId: 1, brokers: [{ id: 1, controller: true }] })
    expect(detail.id).toMatch(/^[\w-]{22}$/)
    expect(detail.version).toMatchObject({ metadataVersion: '4.3-IV0', release: '4.3 or later' })
    expect(detail.quorum).toMatchObject({ available: true, value: { leaderId: 1 } })
    expect(detail.features.filter(({ state }) => !state.available)).toEqual([])
  })

  it('tells topics with counts, sizes and policy, and a topic with its documented configuration', async () => {
    const seeder = await createRealSeeder([broker])
    await seeder.createTopic({ name: 'orders', partitions: 2, configs: { 'cleanup.policy': 'compact' } })
    const value = 'x'.repeat(2000)
    for (let first = 0; first < ROWS; first += 500)
      await seeder.append(
        'orders',
        0,
        Array.from({ length: 500 }, (_, index) => ({
          timestamp: first + index,
          key: `k${first + index}`,
          value,
        })),
      )
    await seeder.append('orders', 1, [{ timestamp: 1, key: 'k', value: 'v' }])
    await seeder.close()
    const [row] = TopicList.parse(await read(`${paths.topics('local')}?search=ORD`)).topics
    expect(row).toMatchObject({
      name: 'orders',
      partitions: 2,
      messages: String(ROWS + 1),
      cleanupPolicy: 'compact',
      faults: [],
    })
    expect(Number(row?.bytes)).toBeGreaterThan(ROWS * 2000)
    const topic = TopicDetail.parse(await read(paths.topic('local', 'orders')))
    expect(topic.partitions.map(({ logEnd, lastStable }) => [logEnd, lastStable])).toEqual([
      [String(ROWS), String(ROWS)],
      ['1', '1'],
    ])
    if (!topic.config.available) throw new Error(topic.config.fault.message)
    const policy = topic.config.value.find(({ name }) => name === 'cleanup.policy')
    expect(policy).toMatchObject({ value: 'compact', source: 'topic' })
    expect(policy?.documentation).toMatch(/compact/)
    expect(policy?.synonyms.at(-1)?.value).toBe('delete')
  })

  it('ends with code 0 within five seconds of SIGTERM while a reader of a stream has stalled', async () => {
    const body = JSON.stringify({ topic: 'orders', from: { oldest: true }, limit: ROWS })
    const socket = await stall(
      url,
      `POST ${paths.scan('local')} HTTP/1.1\r\nHost: ${new URL(url).host}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
    )
    const asked = performance.now()
    sluice.child.kill('SIGTERM')
    const { code, stderr } = await sluice.ended
    expect(code).toBe(0)
    expect(performance.now() - asked).toBeLessThan(5000)
    expect(stderr).not.toMatch(/"level":"error"/)
    socket.destroy()
  })
})

/** Sends a request and reads its first bytes only. */
async function stall(url: string, request: string): Promise<Socket> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname, () => socket.write(request))
  socket.on('error', () => undefined)
  const first = await new Promise<Buffer>((resolve) => socket.once('data', resolve))
  socket.pause()
  expect(first.toString('latin1')).toMatch(/^HTTP\/1.1 200 /)
  return socket
}
