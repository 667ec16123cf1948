import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildLog, OTHER, randomSpec, TOPIC, visibleRecords } from '#features/messages/testing/random-log.ts'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import { probeAges } from './age-probe.ts'
import type { NextRecordAsk } from './next-record.ts'
import { createNextRecords } from './next-records.ts'

const NOW = 1_000_000
const signal = new AbortController().signal

function logOf(...ages: number[]) {
  const gateway = createMemoryGateway({ topics: [{ name: 't' }] })
  for (const age of ages) gateway.append('t', 0, [{ timestamp: BigInt(NOW - age), value: 'v' }])
  return gateway
}

const place = (position: bigint, end: bigint): NextRecordAsk => ({
  topic: 't',
  topicId: null,
  partition: 0,
  position,
  end,
})
const options = (gateway: ReturnType<typeof logOf>) => {
  return { signal, timeoutMs: 1_000, now: () => NOW, nextRecords: createNextRecords(gateway) }
}

/** The same, by someone who has read what can be read. */
async function optionsOfReader(gateway: ReturnType<typeof logOf>, asks: readonly NextRecordAsk[]) {
  const made = options(gateway)
  await made.nextRecords.read(asks, made)
  return made
}

describe('probeAges', () => {
  it('tells the longest age that the next record has passed, without reading anything', async () => {
    const gateway = logOf(900, 500, 100)
    const asks = [place(0n, 3n), place(1n, 3n), place(2n, 3n), place(3n, 3n)]
    const found = await probeAges(gateway, asks, [50, 200, 600], options(gateway))
    expect(found.map(({ bound }) => bound?.ms ?? null)).toEqual([600, 200, 50, null])
    expect(found[0]?.bound).toEqual({ ms: 600, at: NOW, confirmed: false })
    expect(gateway.calls).toEqual({ listOffsets: 1 })
  })

  it('confirms by the record itself where it was read', async () => {
    const gateway = logOf(900, 500, 100)
    const asks = [place(1n, 3n)]
    const [found] = await probeAges(gateway, asks, [200], await optionsOfReader(gateway, asks))
    expect(found?.bound).toEqual({ ms: 200, at: NOW, confirmed: true })
  })

  it('takes nothing for old where only a marker, or a hole of compaction, is old and the next record is not', async () => {
    const gateway = createMemoryGateway({ topics: [{ name: 't' }], now: () => NOW - 900 })
    const transaction = gateway.begin()
    transaction.append('t', 0, [{ timestamp: BigInt(NOW - 900), value: 'v' }])
    transaction.commit()
    const tail = [place(1n, 2n)]
    const [behind] = await probeAges(gateway, tail, [200], await optionsOfReader(gateway, tail))
    expect(behind?.bound).toBeNull()
    gateway.append('t', 0, [{ timestamp: BigInt(NOW - 10), value: 'v' }])
    const longer = [place(1n, 3n)]
    const [young] = await probeAges(gateway, longer, [200], await optionsOfReader(gateway, longer))
    expect(young?.bound).toBeNull()
  })

  it('tells why it does not know', async () => {
    const gateway = logOf(900)
    gateway.setDenied({ topics: ['t'] })
    const [found] = await probeAges(gateway, [place(0n, 1n)], [200], options(gateway))
    expect(found).toMatchObject({ bound: null, fault: { code: 'NOT_AUTHORIZED' } })
  })

  it('is never wrong in its direction, whatever order times have and whatever is missing', async () => {
    await fc.assert(
      fc.asyncProperty(
        randomSpec,
        fc.array(fc.nat({ max: 35 }), { minLength: 1, maxLength: 4 }),
        async (spec, ages) => {
          const log = buildLog(spec)
          const visible = visibleRecords(log, 'read_committed', [TOPIC, OTHER])
          const asks: NextRecordAsk[] = []
          for (const [topic, partition] of [
            [TOPIC, 0],
            [TOPIC, 1],
            [OTHER, 0],
          ] as const) {
            const [start] = await log.gateway.listOffsets([{ topic, partition, at: 'earliest' }])
            const [end] = await log.gateway.listOffsets([{ topic, partition, at: 'latest' }], {
              isolation: 'read_committed',
            })
            if (!start?.ok || !end?.ok || start.value.offset === null || end.value.offset === null) continue
            for (let position = start.value.offset; position < end.value.offset; position += 1n) {
              asks.push({ topic, topicId: null, partition, position, end: end.value.offset })
            }
          }
          const nextRecords = createNextRecords(log.gateway)
          await nextRecords.read(asks, { signal, timeoutMs: 1_000 })
          const found = await probeAges(log.gateway, asks, ages, {
            signal,
            timeoutMs: 1_000,
            now: () => 35,
            nextRecords,
          })
          for (const { ask, bound } of found) {
            if (bound === null) continue
            const next = visible
              .filter(
                ({ topic, partition, offset }) =>
                  topic === ask.topic && partition === ask.partition && offset >= ask.position,
              )
              .sort((a, b) => Number(a.offset - b.offset))[0]
            expect(bound.confirmed).toBe(true)
            expect(next).toBeDefined()
            expect(35 - Number(next?.timestamp)).toBeGreaterThanOrEqual(bound.ms)
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})
