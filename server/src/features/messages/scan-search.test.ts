import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KafkaGateway } from '#kafka/gateway.ts'
import type { MemoryGateway } from '#kafka/memory/memory-spec.ts'
import { AT } from '#records/batch-header.ts'
import { encodeBatch } from '#records/batch-writer.ts'
import {
  buildLog,
  holdingText,
  inOffsetOrder,
  needle,
  newestFirst,
  randomSpec,
  TOPIC,
  visibleRecords,
} from './testing/random-log.ts'
import { isolation, pageSize, placesOf, RUNS, SMALL, TIMEOUT_MS } from './testing/random-scans.ts'
import { createScanner, places } from './testing/run-scan.ts'
import { ORDERS, ordersAt, recordsAt, upTo } from './testing/small-log.ts'

const partitionOf = (place: string) => Number(place.split(':')[0])

describe('searching random logs (gaps, transactions, disorder, moved starts)', () => {
  it(
    'forward pages deliver every match exactly once, each partition in its order',
    async () => {
      await fc.assert(
        fc.asyncProperty(randomSpec, isolation, pageSize, needle, async (spec, level, limit, text) => {
          const log = buildLog(spec)
          const request = { topic: TOPIC, from: { oldest: true as const }, limit, isolation: level }
          const pages = await createScanner(log.gateway, SMALL).pages({ ...request, filter: { text } })
          const got = places(pages.flatMap(({ rows }) => rows))
          expect(got.toSorted((a, b) => partitionOf(a) - partitionOf(b))).toEqual(
            placesOf(inOffsetOrder(holdingText(visibleRecords(log, level), text))),
          )
          for (const { rows, end } of pages) {
            expect(end.matched).toBe(rows.length)
            if (end.reason === 'limit') expect(rows).toHaveLength(limit)
          }
        }),
        RUNS,
      )
    },
    TIMEOUT_MS,
  )

  it(
    'newest pages deliver the matches in the true order of time exactly once',
    async () => {
      await fc.assert(
        fc.asyncProperty(randomSpec, isolation, pageSize, needle, async (spec, level, newest, text) => {
          const log = buildLog(spec)
          const request = { topic: TOPIC, from: { newest }, isolation: level, filter: { text } }
          const pages = await createScanner(log.gateway, SMALL).pages(request)
          expect(places(pages.flatMap(({ rows }) => rows))).toEqual(
            placesOf(newestFirst(holdingText(visibleRecords(log, level), text))),
          )
        }),
        RUNS,
      )
    },
    TIMEOUT_MS,
  )

  it(
    'looks at as many records and notes the same as a scan that shows everything',
    async () => {
      await fc.assert(
        fc.asyncProperty(randomSpec, isolation, needle, async (spec, level, text) => {
          const log = buildLog(spec)
          const request = { topic: TOPIC, from: { oldest: true as const }, limit: 10_000, isolation: level }
          const scanner = createScanner(log.gateway, SMALL)
          const [whole, found] = [
            await scanner.page(request),
            await scanner.page({ ...request, filter: { text } }),
          ]
          expect(found.end).toMatchObject({ reason: 'end', cursor: null, records: whole.end.records })
          const byPlace = (notes: typeof whole.notes) =>
            notes.toSorted((a, b) => `${a.code}${a.partition}`.localeCompare(`${b.code}${b.partition}`))
          expect(byPlace(found.notes)).toEqual(byPlace(whole.notes))
        }),
        RUNS,
      )
    },
    TIMEOUT_MS,
  )
})

describe('a search', () => {
  it('gives out what one partition has while another holds none', async () => {
    const gateway = ordersAt([[], []])
    for (let at = 0; at < 50; at += 1) {
      gateway.append(ORDERS, 0, recordsAt(upTo(100)))
      gateway.append(ORDERS, 1, [{ timestamp: BigInt(at), key: 'k', value: 'needle' }])
    }
    const scanner = createScanner(gateway, { firstFetchBytes: 1_000, fetchBytes: 2_000 })
    const { rows, end } = await scanner.page({
      topic: ORDERS,
      from: { oldest: true },
      limit: 5,
      filter: { text: 'needle' },
    })
    expect(places(rows)).toEqual(['1:0', '1:1', '1:2', '1:3', '1:4'])
    expect(end.reason).toBe('limit')
    expect(end.records).toBeLessThan(1_000)
  })

  it('goes on only with the filter that it began with', async () => {
    const scanner = createScanner(ordersAt([upTo(20)]))
    const request = { topic: ORDERS, from: { oldest: true as const }, limit: 2 }
    const { end } = await scanner.page({ ...request, filter: { text: 'at 1' } })
    const cursor = end.cursor ?? ''
    const others = [
      undefined,
      { text: 'at 2' },
      { text: 'at 1', bytes: true },
      { text: 'at 1', in: ['value' as const] },
    ]
    for (const filter of others) {
      const asked = filter === undefined ? request : { ...request, filter }
      await expect(scanner.page({ ...asked, cursor })).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
    }
    const again = { text: 'at 1', in: ['headers' as const, 'value' as const, 'key' as const] }
    const next = await scanner.page({ ...request, filter: again, cursor })
    expect(places(next.rows)).toEqual(['0:11', '0:12'])
  })

  it('reports damaged batches whether or not they hold the text, and no damaged offset hides what follows', async () => {
    const gateway = ordersAt([upTo(2)])
    const spoilt = (value: string, baseOffset: bigint, at: number) => {
      const bytes = encodeBatch([{ timestamp: 5n, key: null, value: Buffer.from(value), headers: [] }], {
        baseOffset,
      })
      bytes.writeUInt8(bytes.readUInt8(at) ^ 0x40, at)
      return bytes
    }
    gateway.appendBytes(ORDERS, 0, spoilt('a needle', 2n, 67))
    gateway.appendBytes(ORDERS, 0, spoilt('nothing', 3n, AT.lastOffsetDelta))
    gateway.appendBytes(ORDERS, 0, spoilt('nothing', 4n, 68))
    gateway.append(ORDERS, 0, [{ timestamp: 6n, key: 'k', value: 'needle' }])
    for (const from of [{ oldest: true as const }, { newest: 10 }]) {
      const { rows, notes } = await createScanner(gateway).page({
        topic: ORDERS,
        from,
        filter: { text: 'needle' },
      })
      expect(places(rows)).toEqual(['0:5'])
      expect(notes).toMatchObject([{ code: 'corrupt', from: '2', to: '4', count: 3 }])
    }
  })

  it('ends before the newest n messages where those end the range, matching or not', async () => {
    const { rows } = await createScanner(ordersAt([upTo(30)])).page({
      topic: ORDERS,
      from: { oldest: true },
      to: { newest: 5 },
      filter: { text: 'at 1' },
    })
    expect(places(rows)).toEqual([1, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19].map((at) => `0:${at}`))
  })

  it('stopped by its deadline goes on from there, forward and newest first', async () => {
    const gateway = ordersAt([[]])
    gateway.append(ORDERS, 0, [{ timestamp: 0n, key: 'k', value: 'needle' }])
    for (let at = 0; at < 60; at += 1) gateway.append(ORDERS, 0, recordsAt(upTo(100)))
    gateway.append(ORDERS, 0, [{ timestamp: 500n, key: 'k', value: 'needle' }])
    const limits = { firstFetchBytes: 1_000, fetchBytes: 2_000, stretchBytes: 8_000 }
    for (const from of [{ oldest: true as const }, { newest: 5 }]) {
      const request = { topic: ORDERS, from, filter: { text: 'needle' } }
      const hanging = createScanner(hangingAfter(gateway, 30), { ...limits, deadlineMs: 1_000 })
      const first = await hanging.page(request)
      expect(first.end).toMatchObject({ reason: 'deadline' })
      expect(first.end.records).toBeGreaterThan(1_000)
      const rest = await createScanner(gateway, limits).pages({ ...request, cursor: first.end.cursor ?? '' })
      const pages = [first, ...rest]
      expect(places(pages.flatMap(({ rows }) => rows)).toSorted()).toEqual(['0:0', '0:6001'])
      expect(pages.at(-1)?.end).toMatchObject({ reason: 'end', cursor: null })
    }
  })

  it('for the newest few of many looks at hardly more than lies behind the oldest of them', async () => {
    const gateway = ordersAt([[], []])
    for (let at = 0; at < 100; at += 1) {
      for (const partition of [0, 1]) {
        const records = upTo(500).map((i) => ({
          timestamp: BigInt(at * 1_000 + 2 * i + partition),
          key: 'k',
          value: i === 250 ? 'a needle' : `nothing of interest ${'-'.repeat(100)}`,
        }))
        gateway.append(ORDERS, partition, records)
      }
    }
    const request = { topic: ORDERS, from: { newest: 20 }, filter: { text: 'needle' } }
    const { rows, end } = await createScanner(gateway).page(request)
    expect(rows).toHaveLength(20)
    // Behind the twentieth newest lie 10 of 100 batches of each partition, but for half a batch.
    expect(end.records).toBeLessThanOrEqual(2 * 20 * 500)
  })
})

/** Answers so many fetches, and of later ones nothing before they are called off. */
function hangingAfter(gateway: MemoryGateway, fetches: number): KafkaGateway {
  let made = 0
  return {
    ...gateway,
    fetch: async (requests, options) => {
      made += 1
      if (made > fetches) await sleep(60_000, undefined, { signal: options.signal })
      return await gateway.fetch(requests, options)
    },
  }
}
