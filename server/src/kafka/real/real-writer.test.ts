import { afterEach, describe, expect, it } from 'vitest'
import { connectionTo } from '../testing/connection-to.ts'
import { type ApiRange, apiVersionsV0, metadataV7, produceV7 } from '../testing/fake-answers.ts'
import { type FakeAnswer, type FakeBroker, startFakeBroker } from '../testing/fake-broker.ts'
import type { KafkaWriter, NewBatch } from '../writer.ts'
import { createRealWriter } from './real-writer.ts'

const KAFKA_2_1: ApiRange[] = [
  [0, 0, 7],
  [3, 0, 7],
  [18, 0, 2],
]
const PRODUCE = 0

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** A broker that leads partition 0 of "t" and answers the nth Produce with the nth answer. */
async function writerTo(answers: FakeAnswer[], ranges = KAFKA_2_1) {
  const broker: FakeBroker = await startFakeBroker(({ apiKey, apiVersion }) => {
    if (apiKey === 18) return apiVersion === 0 ? apiVersionsV0(0, ranges) : apiVersionsV0(35, [])
    if (apiKey === 3) return metadataV7(new Map([[1, broker.port]]), [{ name: 't', leaders: [1] }])
    return answers.shift() ?? 'hang up'
  })
  const writer = createRealWriter(connectionTo([`127.0.0.1:${broker.port}`]))
  closing.push(broker.stop, writer.close)
  const sent = () => broker.requests.filter(({ apiKey }) => apiKey === PRODUCE).length
  return { writer, sent, broker }
}

const batch: NewBatch = {
  topic: 't',
  partition: 0,
  records: [{ timestamp: 1n, key: null, value: Buffer.from('v'), headers: [] }],
}

async function outcomeOf(writer: KafkaWriter, timeoutMs = 2_000) {
  const [outcome] = await writer.produce([batch], { timeoutMs })
  if (outcome?.ok) return `at ${outcome.value.baseOffset}`
  return `${outcome?.fault.code} ${outcome?.fault.written}`
}

describe('a write', () => {
  it.each<[string, number, bigint, string]>([
    ['is refused by the rights of the topic', 29, -1n, 'NOT_AUTHORIZED no'],
    ['is refused as too large', 10, -1n, 'RECORD_TOO_LARGE no'],
    ['is refused for want of replicas', 19, -1n, 'NOT_ENOUGH_REPLICAS no'],
    ['is refused for its timestamp', 32, -1n, 'RECORD_REFUSED no'],
    ['is refused as of Kafka’s own topic', 17, -1n, 'RECORD_REFUSED no'],
    ['is late at the replicas', 7, 12n, 'WRITE_UNKNOWN unknown'],
    ['is late at the replicas, without an offset', 7, -1n, 'WRITE_UNKNOWN unknown'],
    ['is with the leader alone', 20, 12n, 'WRITE_UNKNOWN unknown'],
    ['meets a broken disk', 56, -1n, 'WRITE_UNKNOWN unknown'],
    ['meets an error that nobody knows', -1, -1n, 'WRITE_UNKNOWN unknown'],
    ['was appended by a leader that then lost its place', 6, 12n, 'WRITE_UNKNOWN unknown'],
  ])('that %s is sent once and told as it is', async (_, code, baseOffset, expected) => {
    const { writer, sent } = await writerTo([produceV7('t', 0, code, baseOffset), produceV7('t', 0, 0, 99n)])
    expect(await outcomeOf(writer)).toBe(expected)
    expect(sent()).toBe(1)
  })

  it('is sent again to the leader of fresh metadata where the first one took nothing', async () => {
    const { writer, sent } = await writerTo([produceV7('t', 0, 6, -1n), produceV7('t', 0, 0, 7n)])
    expect(await outcomeOf(writer)).toBe('at 7')
    expect(sent()).toBe(2)
  })

  it.each<[string, FakeAnswer]>([
    ['hangs up', 'hang up'],
    ['says nothing', 'silence'],
    ['answers what nobody can read', { body: Buffer.from([0xff]) }],
    ['answers for another partition', produceV7('t', 5, 0, 3n)],
  ])('to a broker that %s is sent once, and it is said that it may be in the log', async (_, answer) => {
    const { writer, sent } = await writerTo([answer, produceV7('t', 0, 0, 99n)])
    const [outcome] = await writer.produce([batch], { timeoutMs: 700 })
    expect(outcome).toMatchObject({ ok: false, fault: { code: 'WRITE_UNKNOWN', written: 'unknown' } })
    expect(outcome?.ok === false && outcome.fault.message).not.toMatch(/try again/i)
    expect(sent()).toBe(1)
  })

  it('whose connection is closed by shutting down is told as unknown', async () => {
    const { writer, sent } = await writerTo(['silence'])
    const outcome = outcomeOf(writer)
    await expect.poll(sent).toBe(1)
    await writer.close()
    expect(await outcome).toBe('WRITE_UNKNOWN unknown')
    await expect(writer.produce([batch])).rejects.toMatchObject({ code: 'SHUTTING_DOWN' })
  })

  it('to a broker too old for record batches sends nothing and says so', async () => {
    const old: ApiRange[] = [
      [0, 0, 2],
      [3, 0, 7],
      [18, 0, 2],
    ]
    const { writer, sent } = await writerTo([], old)
    expect(await outcomeOf(writer)).toBe('NOT_SUPPORTED no')
    expect(sent()).toBe(0)
  })

  it('to a cluster that cannot be reached rejects: nothing was sent', async () => {
    const writer = createRealWriter(connectionTo(['127.0.0.1:1']))
    closing.push(writer.close)
    await expect(writer.produce([batch])).rejects.toMatchObject({ code: 'CLUSTER_UNREACHABLE' })
  })
})
