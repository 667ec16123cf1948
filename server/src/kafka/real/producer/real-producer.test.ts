import { Writer } from '@platformatic/kafka'
import { afterEach, describe, expect, it } from 'vitest'
import { readBatches } from '#records/batch-reader.ts'
import { connectionTo } from '../../testing/connection-to.ts'
import { type ApiRange, apiVersionsV0, metadataV7, produceV7 } from '../../testing/fake-answers.ts'
import { type FakeAnswer, type FakeBroker, startFakeBroker } from '../../testing/fake-broker.ts'
import { batchOf } from '../../testing/producer-cases.ts'
import { createRealWriter } from '../real-writer.ts'

const PRODUCE = 0
const INIT_PRODUCER_ID = 22
const KAFKA_2_1: ApiRange[] = [
  [PRODUCE, 0, 7],
  [3, 0, 7],
  [18, 0, 2],
  [INIT_PRODUCER_ID, 0, 1],
]

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const identity: FakeAnswer = {
  body: Writer.create().appendInt32(0).appendInt16(0).appendInt64(77n).appendInt16(3).buffer,
}

function throttled(ms: number, answer: FakeAnswer): FakeAnswer {
  if (typeof answer === 'string' || !('body' in answer)) return answer
  answer.body.writeInt32BE(ms, answer.body.length - 4)
  return answer
}

/** A broker that leads "t", and answers the nth Produce with the nth answer; the last one again and again. */
async function producerTo(answers: FakeAnswer[], options = {}) {
  const broker: FakeBroker = await startFakeBroker(({ apiKey, apiVersion }) => {
    if (apiKey === 18) return apiVersion === 0 ? apiVersionsV0(0, KAFKA_2_1) : apiVersionsV0(35, [])
    if (apiKey === 3) return metadataV7(new Map([[1, broker.port]]), [{ name: 't', leaders: [1] }])
    if (apiKey === INIT_PRODUCER_ID) return identity
    return (answers.length > 1 ? answers.shift() : answers[0]) ?? 'hang up'
  })
  const connection = connectionTo([`127.0.0.1:${broker.port}`], { requestTimeoutMs: 1_000 })
  const writer = createRealWriter(connection)
  closing.push(broker.stop, writer.close)
  const producer = await writer.openProducer(options)
  const sent = () =>
    broker.requests.filter(({ apiKey }) => apiKey === PRODUCE).map(({ body }) => batchIn(body))
  return { producer, writer, sent }
}

/** The batch that stands at the end of a Produce request. */
function batchIn(body: Buffer) {
  const length = batchOf('t', 0, ['a']).bytes.length
  const [batch] = readBatches(body.subarray(-length))
  if (!batch?.ok) throw new Error('no batch in the request')
  const { producerId, producerEpoch, baseSequence, transactional } = batch.header
  return { producerId, producerEpoch, baseSequence, transactional }
}

const FIRST = { producerId: 77n, producerEpoch: 3, baseSequence: 0, transactional: false }
const at = (offset: bigint) => produceV7('t', 0, 0, offset)
const refusedWith = (code: number, offset = -1n) => produceV7('t', 0, code, offset)

describe('a batch', () => {
  it.each<[string, FakeAnswer]>([
    ['whose answer was lost', 'hang up'],
    ['that the leader is silent about', 'silence'],
    ['whose leader has moved', refusedWith(6)],
    ['whose leader moved while replicas copied it', refusedWith(6, 5n)],
    ['that not all replicas confirmed', refusedWith(20, 5n)],
    ['for which replicas are missing', refusedWith(19)],
    ['that came too late', refusedWith(7)],
    ['that met a broken disk', refusedWith(56)],
  ])('%s is sent again as it was, so that its leader knows it', async (_, answer) => {
    const { producer, sent } = await producerTo([answer, at(12n)])
    const written = await producer.send(batchOf('t', 0, ['a']))
    expect(written).toEqual({ topic: 't', partition: 0, baseOffset: 12n, appendTime: null })
    expect(sent()).toEqual([FIRST, FIRST])
    await producer.send(batchOf('t', 0, ['b']))
    expect(sent().at(-1)).toEqual({ ...FIRST, baseSequence: 1 })
  })

  it.each<[string, number, string]>([
    ['that the topic’s rights forbid', 29, 'NOT_AUTHORIZED'],
    ['that is too large', 10, 'RECORD_TOO_LARGE'],
    ['of a time that is refused', 32, 'RECORD_REFUSED'],
    ['that was damaged', 2, 'RECORD_CORRUPT'],
    ['that a policy forbids', 44, 'RECORD_REFUSED'],
  ])('%s is refused once, and the next one takes its place', async (_, code, expected) => {
    const { producer, sent } = await producerTo([refusedWith(code), at(12n)])
    const [first, second] = await Promise.allSettled(
      ['a', 'b'].map((one) => producer.send(batchOf('t', 0, [one]))),
    )
    expect(first).toMatchObject({ reason: { code: expected, written: 'no' } })
    expect(second).toMatchObject({ value: { baseOffset: 12n } })
    expect(sent()).toEqual([FIRST, FIRST])
  })

  it('that nobody answers for is given up as unknown, and with it what stands behind', async () => {
    const { producer } = await producerTo(['hang up'], { deliveryTimeoutMs: 600 })
    const [first, second] = await Promise.allSettled(
      ['a', 'b'].map((one) => producer.send(batchOf('t', 0, [one]))),
    )
    expect(first).toMatchObject({ reason: { code: 'WRITE_UNKNOWN', written: 'unknown' } })
    expect(second).toMatchObject({ reason: { code: 'WRITE_UNKNOWN', written: 'no' } })
  })

  it('that a leader never takes is given up as not written, and says why', async () => {
    const { producer } = await producerTo([refusedWith(19)], { deliveryTimeoutMs: 600 })
    const sending = producer.send(batchOf('t', 0, ['a']))
    await expect(sending).rejects.toMatchObject({ code: 'NOT_ENOUGH_REPLICAS', written: 'no' })
  })

  it('tells of a quota, and waits for it before the next one', async () => {
    const told: number[] = []
    const options = { onThrottle: (ms: number) => told.push(ms) }
    const { producer, sent } = await producerTo([throttled(300, at(1n)), at(2n)], options)
    await producer.send(batchOf('t', 0, ['a']))
    const waiting = producer.send(batchOf('t', 0, ['b']))
    await new Promise((resolve) => setImmediate(resolve))
    expect(sent()).toHaveLength(1)
    expect((await waiting).baseOffset).toBe(2n)
    expect(told).toEqual([300])
  })

  it('of a producer whose place was taken ends it: nothing is sent any more', async () => {
    const { producer, sent } = await producerTo([refusedWith(90)])
    const sending = ['a', 'b'].map((one) => producer.send(batchOf('t', 0, [one])))
    for (const one of await Promise.allSettled(sending)) {
      expect(one).toMatchObject({ reason: { code: 'PRODUCER_FENCED', written: 'no' } })
    }
    await expect(producer.send(batchOf('t', 0, ['c']))).rejects.toMatchObject({ code: 'PRODUCER_FENCED' })
    expect(sent()).toHaveLength(1)
    await producer.close()
  })

  it('under way while its writer closes is unknown; one that waits was not written', async () => {
    const { producer, writer, sent } = await producerTo(['silence'])
    const sending = Promise.allSettled(['a', 'b'].map((one) => producer.send(batchOf('t', 0, [one]))))
    await expect.poll(sent).toHaveLength(1)
    await writer.close()
    const [first, second] = await sending
    expect(first).toMatchObject({ reason: { written: 'unknown' } })
    expect(second).toMatchObject({ reason: { code: 'SHUTTING_DOWN', written: 'no' } })
  })
})

it('gives room again when what was given is confirmed', async () => {
  const { producer } = await producerTo([at(1n)])
  const text = 'x'.repeat(250_000)
  const sending = Promise.all(Array.from({ length: 36 }, () => producer.send(batchOf('t', 0, [text]))))
  let hasRoom = false
  const waiting = producer.room().then(() => {
    hasRoom = true
  })
  await Promise.resolve()
  expect(hasRoom).toBe(false)
  await sending
  await waiting
  expect(hasRoom).toBe(true)
})
