import { afterEach, describe, expect, it } from 'vitest'
import type { KafkaGateway } from '../gateway.ts'
import { connectionTo } from '../testing/connection-to.ts'
import { type ApiRange, apiVersionsV0, listOffsetsV4, metadataV7 } from '../testing/fake-answers.ts'
import {
  type FakeAnswer,
  type FakeBroker,
  type FakeRequest,
  startFakeBroker,
} from '../testing/fake-broker.ts'
import { codesOf } from '../testing/outcomes.ts'
import { createRealGateway } from './real-gateway.ts'

const KAFKA_2_1: ApiRange[] = [
  [1, 0, 10],
  [2, 0, 4],
  [3, 0, 7],
  [18, 0, 2],
  [32, 0, 2],
]
const UNSUPPORTED_VERSION = 35
const NOT_LEADER = 6

const brokers: FakeBroker[] = []
const gateways: KafkaGateway[] = []

afterEach(async () => {
  await Promise.all(gateways.splice(0).map((gateway) => gateway.close()))
  await Promise.all(brokers.splice(0).map((broker) => broker.stop()))
})

async function fake(answer: (request: FakeRequest) => FakeAnswer): Promise<FakeBroker> {
  const broker = await startFakeBroker(answer)
  brokers.push(broker)
  return broker
}

function gatewayTo(...ports: number[]): KafkaGateway {
  const addresses = ports.map((port) => `127.0.0.1:${port}`)
  const gateway = createRealGateway(
    connectionTo(addresses, { requestTimeoutMs: 2_000, connectTimeoutMs: 500 }),
  )
  gateways.push(gateway)
  return gateway
}

function versionsV0({ apiVersion }: FakeRequest, ranges = KAFKA_2_1): FakeAnswer {
  return apiVersion === 0 ? apiVersionsV0(0, ranges) : apiVersionsV0(UNSUPPORTED_VERSION, [])
}

describe('a broker of Kafka 2.1', () => {
  const start = async () => {
    const broker: FakeBroker = await fake((request) => {
      if (request.apiKey === 18) return versionsV0(request)
      if (request.apiKey === 3)
        return metadataV7(new Map([[1, broker.port]]), [{ name: 't', leaders: [1, -1] }])
      return request.apiKey === 2 ? listOffsetsV4('t', 0, 0, 7n) : 'hang up'
    })
    return broker
  }

  it('is asked for its versions again in a version it knows, and then only in versions it knows', async () => {
    const broker = await start()
    const gateway = gatewayTo(broker.port)
    const [topic] = await gateway.describeTopics()
    expect(topic).toMatchObject({ value: { name: 't', topicId: null } })
    const offsets = await gateway.listOffsets([{ topic: 't', partition: 0, at: 'latest' }])
    expect(offsets).toEqual([{ ok: true, value: { topic: 't', partition: 0, offset: 7n, timestamp: null } }])
    const sent = broker.requests.map(({ apiKey, apiVersion }) => [apiKey, apiVersion])
    expect(sent.slice(0, 3)).toEqual([
      [18, 3],
      [18, 0],
      [3, 7],
    ])
    expect(sent).toContainEqual([2, 4])
  })

  it('is never asked to create a topic by looking for it', async () => {
    const broker = await start()
    await gatewayTo(broker.port).describeTopics(['t'])
    const metadata = broker.requests.find(({ apiKey }) => apiKey === 3)
    expect(metadata?.body.at(-1)).toBe(0)
  })

  it('shows a partition without a leader beside the others', async () => {
    const broker = await start()
    const gateway = gatewayTo(broker.port)
    const [topic] = await gateway.describeTopics(['t'])
    expect(topic?.ok && topic.value.partitions.map(({ leader }) => leader)).toEqual([1, null])
    const queries = [0, 1].map((partition) => ({ topic: 't', partition, at: 'latest' as const }))
    expect(codesOf(await gateway.listOffsets(queries))).toEqual([null, 'LEADER_UNAVAILABLE'])
  })

  it('says since which release Kafka can what is missing', async () => {
    const broker = await start()
    const gateway = gatewayTo(broker.port)
    await expect(gateway.describeQuorum()).rejects.toMatchObject({
      code: 'NOT_SUPPORTED',
      message: expect.stringContaining('Kafka 3.3'),
    })
    const [newest] = await gateway.listOffsets([{ topic: 't', partition: 0, at: 'max-timestamp' }])
    expect(newest).toMatchObject({
      fault: { code: 'NOT_SUPPORTED', message: expect.stringContaining('Kafka 3.0') },
    })
    const [dirs] = await gateway.describeLogDirs()
    expect(dirs).toMatchObject({ ok: false, fault: { code: 'NOT_SUPPORTED' } })
  })
})

describe('a broker that came after Sluice', () => {
  it('is called newer, not older', async () => {
    const broker = await fake((request) => versionsV0(request, [[3, 40, 41]]))
    const gateway = gatewayTo(broker.port)
    await expect(gateway.describeCluster()).rejects.toMatchObject({
      code: 'NOT_SUPPORTED',
      message: expect.stringContaining('newer than Sluice knows'),
    })
  })
})

describe('a leader that moved', () => {
  it('is found by fresh metadata, and the question put to it once more', async () => {
    let leader = 1
    const ports = new Map<number, number>()
    const answerAs =
      (id: number) =>
      (request: FakeRequest): FakeAnswer => {
        if (request.apiKey === 18) return versionsV0(request)
        if (request.apiKey === 3) return metadataV7(ports, [{ name: 't', leaders: [leader] }])
        if (id === 2) return listOffsetsV4('t', 0, 0, 42n)
        leader = 2
        return listOffsetsV4('t', 0, NOT_LEADER, -1n)
      }
    for (const id of [1, 2]) ports.set(id, (await fake(answerAs(id))).port)
    const outcomes = await gatewayTo(ports.get(1) ?? 0).listOffsets([
      { topic: 't', partition: 0, at: 'latest' },
    ])
    expect(outcomes).toMatchObject([{ ok: true, value: { offset: 42n } }])
  })

  it('is a fault of its partition when it does not come to rest', async () => {
    const broker: FakeBroker = await fake((request) => {
      if (request.apiKey === 18) return versionsV0(request)
      if (request.apiKey === 3) return metadataV7(new Map([[1, broker.port]]), [{ name: 't', leaders: [1] }])
      return listOffsetsV4('t', 0, NOT_LEADER, -1n)
    })
    const outcomes = await gatewayTo(broker.port).listOffsets([{ topic: 't', partition: 0, at: 'latest' }])
    expect(outcomes).toMatchObject([{ ok: false, fault: { code: 'LEADER_UNAVAILABLE' } }])
    expect(broker.requests.filter(({ apiKey }) => apiKey === 2)).toHaveLength(2)
  })
})

describe('a leader that cannot be reached', () => {
  it('costs its own partitions only, and says at which address', async () => {
    const broker: FakeBroker = await fake((request) => {
      if (request.apiKey === 18) return versionsV0(request)
      const ports = new Map([
        [1, broker.port],
        [2, 1],
      ])
      if (request.apiKey === 3) return metadataV7(ports, [{ name: 't', leaders: [1, 2] }])
      return listOffsetsV4('t', 0, 0, 7n)
    })
    const queries = [0, 1].map((partition) => ({ topic: 't', partition, at: 'latest' as const }))
    const outcomes = await gatewayTo(broker.port).listOffsets(queries)
    expect(codesOf(outcomes)).toEqual([null, 'CLUSTER_UNREACHABLE'])
    expect(outcomes[1]).toMatchObject({
      fault: { address: '127.0.0.1:1', message: expect.stringContaining('Broker 2 at 127.0.0.1:1') },
    })
  })
})

describe('a hostile or broken peer', () => {
  it.each([
    ['a length of 2 GiB', Buffer.from([0x7f, 0xff, 0xff, 0xff])],
    ['a negative length', Buffer.from([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 1])],
    ['a length of zero', Buffer.from([0, 0, 0, 0, 0, 0, 0, 1])],
    ['an answer nobody asked for', Buffer.from([0, 0, 0, 8, 0, 0, 9, 9, 0, 0, 0, 0])],
    ['another protocol', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ])('is hung up on for %s', async (_what, bytes) => {
    const broker = await fake(() => ({ bytes }))
    const fault = await gatewayTo(broker.port)
      .describeCluster()
      .catch((error: unknown) => error)
    expect(fault).toMatchObject({ code: 'CLUSTER_UNREACHABLE' })
    // Not by waiting: the reason is what was wrong, not that time ran out.
    expect(String(fault)).not.toContain('within 0.5 s')
  })

  it('is an answer Sluice cannot read where it is cut short', async () => {
    const broker = await fake((request) =>
      request.apiKey === 18 ? versionsV0(request) : { body: Buffer.from([0, 0, 0, 0, 0, 0, 0, 9]) },
    )
    await expect(gatewayTo(broker.port).describeCluster()).rejects.toMatchObject({
      code: 'INTERNAL',
      message: expect.stringContaining('cannot read'),
    })
  })

  it('costs the connection’s time only when it never answers', async () => {
    const broker = await fake(() => 'silence')
    const started = performance.now()
    await expect(gatewayTo(broker.port).describeCluster()).rejects.toMatchObject({
      code: 'CLUSTER_UNREACHABLE',
      message: expect.stringContaining('within 0.5 s'),
    })
    expect(performance.now() - started).toBeLessThan(1_000)
  })

  it('does not keep the next address from being asked', async () => {
    const silent = await fake((request) => (request.apiKey === 18 ? versionsV0(request) : 'silence'))
    const good: FakeBroker = await fake((request) =>
      request.apiKey === 18 ? versionsV0(request) : metadataV7(new Map([[1, good.port]]), []),
    )
    const cluster = await gatewayTo(silent.port, good.port).describeCluster()
    expect(cluster.brokers).toMatchObject([{ id: 1, port: good.port }])
  })
})
