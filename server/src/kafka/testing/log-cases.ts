import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { readBatches } from '#records/batch-reader.ts'
import { readRecords } from '#records/record-reader.ts'
import type { FetchOptions, OffsetPosition } from '../gateway.ts'
import { type CaseSubject, MAX_BYTES, useSubject } from './case-subject.ts'
import { codesOf, onlyValue } from './outcomes.ts'

const FAR_FUTURE = 4_102_444_800_000n
const NOW: Pick<FetchOptions, 'maxWaitMs' | 'maxBytes'> = { maxWaitMs: 0, maxBytes: MAX_BYTES }

/** Offsets by position and time, and records under both isolations. */
export function logCases(open: () => Promise<CaseSubject>): void {
  const topic = `log.${randomUUID()}`
  const trimmed = `trimmed.${randomUUID()}`
  // Partition 0: 0–2 in one batch, 3, an aborted transaction 4–5 with its marker 6, 7, a committed one 8 with 9, an open one 10.
  const gateway = useSubject(open, async (seeder) => {
    await seeder.createTopic({ name: topic, partitions: 3 })
    const record = (timestamp: number, value: string) => ({ timestamp, value })
    await seeder.append(topic, 0, [record(1_000, 'a'), record(2_000, 'b'), record(3_000, 'c')])
    await seeder.append(topic, 0, [record(4_000, 'd')])
    await seeder.transaction(topic, 0, [record(5_000, 'x'), record(5_000, 'y')], 'abort')
    await seeder.append(topic, 0, [record(6_000, 'e')])
    await seeder.transaction(topic, 0, [record(7_000, 'f')], 'commit')
    await seeder.transaction(topic, 0, [record(8_000, 'g')], 'open')
    await seeder.append(topic, 1, [record(5_000, 'a'), record(9_000, 'b'), record(7_000, 'c')])
    await seeder.createTopic({ name: trimmed, partitions: 1 })
    for (const value of ['a', 'b', 'c', 'd']) await seeder.append(trimmed, 0, [record(1_000, value)])
    await seeder.deleteRecords(trimmed, 0, 2n)
  })
  const ask = async (partition: number, at: OffsetPosition, isolation: FetchOptions['isolation']) =>
    onlyValue(await gateway().listOffsets([{ topic, partition, at }], { isolation }))
  const read = async (partition: number, offset: bigint, isolation: FetchOptions['isolation']) =>
    onlyValue(
      await gateway().fetch([{ topic, partition, offset, maxBytes: MAX_BYTES }], { ...NOW, isolation }),
    )
  // One answer may end early, as at the end of a log segment; only the offsets tell where the log ends.
  const readAll = async (isolation: FetchOptions['isolation'], end: bigint) => {
    const first = await read(0, 0n, isolation)
    const aborted = new Map(first.aborted.map((entry) => [entry.producerId, entry.firstOffset]))
    const parts = [first.records]
    for (let next = nextOffset(first.records); next < end; next = nextOffset(parts.at(-1) ?? first.records)) {
      const more = await read(0, next, isolation)
      if (more.records.length === 0) throw new Error(`Nothing at offset ${next}`)
      for (const entry of more.aborted) aborted.set(entry.producerId, entry.firstOffset)
      parts.push(more.records)
    }
    return { ...first, records: Buffer.concat(parts), aborted: [...aborted] }
  }
  const nextOffset = (records: Buffer): bigint => {
    const last = [...readBatches(records)].at(-1)
    return last?.ok ? last.header.lastOffset + 1n : 0n
  }
  const offsetsIn = (records: Buffer): bigint[] =>
    [...readBatches(records)].flatMap((batch) =>
      batch.ok ? [...readRecords(batch)].map(({ offset }) => offset) : [],
    )
  const valuesIn = (records: Buffer): (string | undefined)[] =>
    [...readBatches(records)].flatMap((batch) =>
      batch.ok && !batch.header.control ? [...readRecords(batch)].map(({ value }) => value?.toString()) : [],
    )

  it('ends at the last stable offset for committed readers and at the high watermark for the others', async () => {
    expect(await ask(0, 'latest', 'read_committed')).toMatchObject({ offset: 10n, timestamp: null })
    expect(await ask(0, 'latest', 'read_uncommitted')).toMatchObject({ offset: 11n, timestamp: null })
    expect(await ask(0, 'earliest', 'read_committed')).toMatchObject({ offset: 0n, timestamp: null })
    expect(await ask(2, 'latest', 'read_uncommitted')).toMatchObject({ offset: 0n })
  })

  it('finds the first record at or after a time, and null after the last', async () => {
    expect(await ask(0, { timestamp: 2_000n }, 'read_committed')).toMatchObject({
      offset: 1n,
      timestamp: 2_000n,
    })
    expect(await ask(0, { timestamp: 2_500n }, 'read_committed')).toMatchObject({
      offset: 2n,
      timestamp: 3_000n,
    })
    expect(await ask(0, { timestamp: -5n }, 'read_committed')).toMatchObject({ offset: 0n })
    const none = { offset: null, timestamp: null }
    expect(await ask(0, { timestamp: FAR_FUTURE }, 'read_uncommitted')).toMatchObject(none)
    expect(await ask(2, { timestamp: 0n }, 'read_uncommitted')).toMatchObject(none)
  })

  it('finds the highest timestamp where times are out of order', async () => {
    expect(await ask(1, 'max-timestamp', 'read_uncommitted')).toMatchObject({ offset: 1n, timestamp: 9_000n })
  })

  it('answers several positions of one partition, and unknown ones as items, in the order asked', async () => {
    const outcomes = await gateway().listOffsets([
      { topic, partition: 0, at: 'latest' },
      { topic, partition: 99, at: 'latest' },
      { topic, partition: 0, at: 'earliest' },
      { topic: `unknown.${topic}`, partition: 0, at: 'earliest' },
      { topic, partition: 1, at: { timestamp: 6_000n } },
      { topic, partition: 0, at: { timestamp: 3_500n } },
    ])
    expect(codesOf(outcomes)).toEqual([null, 'PARTITION_NOT_FOUND', null, 'TOPIC_NOT_FOUND', null, null])
    const offsets = outcomes.map((outcome) => (outcome.ok ? outcome.value.offset : null))
    expect(offsets).toEqual([11n, null, 0n, null, 1n, 3n])
    expect(outcomes[1]).toMatchObject({ topic, partition: 99 })
  })

  it('reads from the start up to the last stable offset, naming the aborted transaction', async () => {
    const answer = await readAll('read_committed', 10n)
    expect(answer).toMatchObject({ topic, partition: 0, logStart: 0n, highWatermark: 11n, lastStable: 10n })
    expect(offsetsIn(answer.records)).toEqual([0n, 1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n, 9n])
    const batch = [...readBatches(answer.records)].find((one) => one.ok && one.header.baseOffset === 4n)
    expect(answer.aborted).toEqual([[batch?.ok && batch.header.producerId, 4n]])
    expect((await read(0, 10n, 'read_committed')).records).toHaveLength(0)
  })

  it('reads to the high watermark for uncommitted readers, without a list of aborted ones', async () => {
    const answer = await readAll('read_uncommitted', 11n)
    expect(valuesIn(answer.records)).toEqual(['a', 'b', 'c', 'd', 'x', 'y', 'e', 'f', 'g'])
    expect(answer.aborted).toEqual([])
  })

  it('gives the whole batch that holds the offset, and whole even where it is larger than the cap', async () => {
    const answer = await read(0, 1n, 'read_uncommitted')
    expect(offsetsIn(answer.records)[0]).toBe(0n)
    const tiny = { ...NOW, maxBytes: 1, isolation: 'read_uncommitted' } as const
    const capped = onlyValue(await gateway().fetch([{ topic, partition: 0, offset: 0n, maxBytes: 1 }], tiny))
    expect(offsetsIn(capped.records)).toEqual([0n, 1n, 2n])
  })

  it('answers nothing at the end, and out of range beyond it and below the log start', async () => {
    const atEnd = await read(0, 11n, 'read_uncommitted')
    expect(atEnd.records).toHaveLength(0)
    const options = { ...NOW, isolation: 'read_uncommitted' } as const
    const outcomes = await gateway().fetch(
      [
        { topic, partition: 0, offset: 12n, maxBytes: MAX_BYTES },
        { topic: trimmed, partition: 0, offset: 1n, maxBytes: MAX_BYTES },
        { topic: trimmed, partition: 0, offset: 2n, maxBytes: MAX_BYTES },
      ],
      options,
    )
    expect(codesOf(outcomes)).toEqual(['OFFSET_OUT_OF_RANGE', 'OFFSET_OUT_OF_RANGE', null])
    expect(outcomes[2]).toMatchObject({ value: { logStart: 2n, highWatermark: 4n } })
    const earliest = await gateway().listOffsets([{ topic: trimmed, partition: 0, at: 'earliest' }])
    expect(onlyValue(earliest).offset).toBe(2n)
  })

  it('reads several partitions at once, an unknown one as an item', async () => {
    const outcomes = await gateway().fetch(
      [2, 7, 1].map((partition) => ({ topic, partition, offset: 0n, maxBytes: MAX_BYTES })),
      { ...NOW, isolation: 'read_committed' },
    )
    expect(codesOf(outcomes)).toEqual([null, 'PARTITION_NOT_FOUND', null])
    const [empty, , full] = outcomes
    expect(empty?.ok && empty.value.records.length).toBe(0)
    expect(full?.ok && valuesIn(full.value.records)).toEqual(['a', 'b', 'c'])
  })
}
