import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { readBatches } from '#records/batch-reader.ts'
import type { LogRecord } from '#records/record.ts'
import { readRecords } from '#records/record-reader.ts'
import type { KafkaGateway } from '../gateway.ts'
import type { KafkaWriter, NewBatch, NewRecord, WriteOutcome } from '../writer.ts'
import { type CaseSubject, MAX_BYTES, useSubject } from './case-subject.ts'

const record = (part: Partial<NewRecord>): NewRecord => ({
  timestamp: 1_700_000_000_000n,
  key: Buffer.from('k'),
  value: Buffer.from('v'),
  headers: [],
  ...part,
})

/** Bytes that are no text, in every place that holds bytes. */
const AWKWARD: readonly NewRecord[] = [
  record({ key: Buffer.from([0xff, 0x00, 0xfe]), value: Buffer.from([0xed, 0xa0, 0x80, 0x00]) }),
  record({ key: Buffer.alloc(0), value: Buffer.alloc(0) }),
  record({ key: null, value: null, timestamp: 5n }),
  record({
    headers: [
      { key: 'b', value: Buffer.from('1') },
      { key: 'a', value: null },
      { key: 'b', value: Buffer.alloc(0) },
      { key: '', value: Buffer.from([0xc3, 0x28]) },
      { key: '헤더', value: Buffer.from('값') },
      { key: 'b', value: Buffer.from('1') },
    ],
  }),
]

/** What writers must do and refuse, whatever is behind them. */
export function writingCases(open: () => Promise<CaseSubject>): void {
  const id = randomUUID()
  const topic = `writing.${id}`
  const configured = {
    stamped: { 'message.timestamp.type': 'LogAppendTime' },
    compacted: { 'cleanup.policy': 'compact' },
    small: { 'max.message.bytes': '200' },
  } as const
  const named = (kind: keyof typeof configured) => `writing.${kind}.${id}`
  let writer: KafkaWriter
  const gateway = useSubject(
    async () => {
      const subject = await open()
      writer = subject.writer
      return subject
    },
    async (seeder) => {
      await seeder.createTopic({ name: topic, partitions: 3 })
      for (const kind of Object.keys(configured) as (keyof typeof configured)[])
        await seeder.createTopic({ name: named(kind), partitions: 1, configs: { ...configured[kind] } })
    },
  )
  const write = (...batches: NewBatch[]) => writer.produce(batches)

  it('appends records byte for byte, with headers in order, twice and null, and says where they are', async () => {
    const [first] = await write({ topic, partition: 0, records: AWKWARD })
    expect(first).toEqual({ ok: true, value: { topic, partition: 0, baseOffset: 0n, appendTime: null } })
    const [second] = await write({ topic, partition: 0, records: [record({})] })
    expect(second).toMatchObject({ value: { baseOffset: 4n } })
    const found = await logOf(gateway(), topic, 0)
    expect(found.slice(0, 4).map(({ size: _, offset: __, ...rest }) => rest)).toEqual(AWKWARD)
    expect(found.map(({ offset }) => offset)).toEqual([0n, 1n, 2n, 3n, 4n])
  })

  it('writes to several partitions at once, one that is not there being an item', async () => {
    const outcomes = await write(
      { topic, partition: 2, records: [record({}), record({})] },
      { topic, partition: 9, records: [record({})] },
      { topic, partition: 1, records: [record({})] },
    )
    expect(outcomes.map(told)).toEqual(['ok', 'PARTITION_NOT_FOUND no', 'ok'])
    expect(await logOf(gateway(), topic, 2)).toHaveLength(2)
    expect(await logOf(gateway(), topic, 1)).toHaveLength(1)
  })

  it('makes no topic by writing to it', async () => {
    const name = `writing.none.${id}`
    expect((await write({ topic: name, partition: 0, records: [record({})] })).map(told)).toEqual([
      'TOPIC_NOT_FOUND no',
    ])
    expect((await gateway().describeTopics([name]))[0]).toMatchObject({ fault: { code: 'TOPIC_NOT_FOUND' } })
  })

  it('answers the broker’s time where the topic puts it in place of the record’s', async () => {
    const before = Date.now() - 60_000
    const [outcome] = await write({
      topic: named('stamped'),
      partition: 0,
      records: [record({ timestamp: 7n })],
    })
    const time = outcome?.ok ? outcome.value.appendTime : null
    expect(Number(time)).toBeGreaterThan(before)
    expect((await logOf(gateway(), named('stamped'), 0))[0]?.timestamp).toBe(time)
  })

  it.each<[string, () => NewBatch, string]>([
    [
      'a record without a key in a compacted topic',
      () => ({ topic: named('compacted'), partition: 0, records: [record({}), record({ key: null })] }),
      'RECORD_REFUSED no',
    ],
    [
      'more bytes than the topic takes',
      () => ({ topic: named('small'), partition: 0, records: [record({ value: Buffer.alloc(500) })] }),
      'RECORD_TOO_LARGE no',
    ],
  ])('is refused %s, and leaves the log as it was', async (_, batch, expected) => {
    const asked = batch()
    const [outcome] = await write(asked)
    expect(outcome && told(outcome)).toBe(expected)
    expect(outcome?.ok === false && outcome.fault.message).toMatch(/nothing was written/i)
    expect(await logOf(gateway(), asked.topic, 0)).toEqual([])
  })
}

function told(outcome: WriteOutcome): string {
  return outcome.ok ? 'ok' : `${outcome.fault.code} ${outcome.fault.written}`
}

async function logOf(gateway: KafkaGateway, topic: string, partition: number): Promise<LogRecord[]> {
  const options = { isolation: 'read_uncommitted', maxWaitMs: 0, maxBytes: MAX_BYTES } as const
  const [outcome] = await gateway.fetch([{ topic, partition, offset: 0n, maxBytes: MAX_BYTES }], options)
  if (!outcome?.ok) throw outcome?.fault
  return [...readBatches(outcome.value.records)].flatMap((batch) => {
    if (!batch.ok) throw new Error(batch.reason)
    return [...readRecords(batch)]
  })
}
