import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  buildLog,
  mergeForward,
  newestFirst,
  randomSpec,
  TOPIC,
  visibleRecords,
} from './testing/random-log.ts'
import { isolation, pageSize, placesOf, RUNS, SMALL, TIMEOUT_MS } from './testing/random-scans.ts'
import { createScanner, places } from './testing/run-scan.ts'

describe('paging through random logs (gaps, transactions, disorder, moved starts)', () => {
  it(
    'pages by time deliver the merge exactly once and in order',
    async () => {
      await fc.assert(
        fc.asyncProperty(randomSpec, isolation, pageSize, async (spec, level, limit) => {
          const log = buildLog(spec)
          const scanner = createScanner(log.gateway, SMALL)
          const pages = await scanner.pages({ topic: TOPIC, from: { oldest: true }, limit, isolation: level })
          expect(places(pages.flatMap(({ rows }) => rows))).toEqual(
            placesOf(mergeForward(visibleRecords(log, level))),
          )
          for (const { rows, end } of pages) if (end.reason === 'limit') expect(rows).toHaveLength(limit)
        }),
        RUNS,
      )
    },
    TIMEOUT_MS,
  )

  it(
    'newest pages deliver the true order of time exactly once',
    async () => {
      await fc.assert(
        fc.asyncProperty(randomSpec, isolation, pageSize, async (spec, level, newest) => {
          const log = buildLog(spec)
          const scanner = createScanner(log.gateway, SMALL)
          const pages = await scanner.pages({ topic: TOPIC, from: { newest }, isolation: level })
          expect(places(pages.flatMap(({ rows }) => rows))).toEqual(
            placesOf(newestFirst(visibleRecords(log, level))),
          )
          for (const { rows, end } of pages) if (end.reason === 'limit') expect(rows).toHaveLength(newest)
        }),
        RUNS,
      )
    },
    TIMEOUT_MS,
  )

  it(
    'newest pages lose and repeat nothing even where the proof of their order is not affordable',
    async () => {
      await fc.assert(
        fc.asyncProperty(randomSpec, isolation, pageSize, async (spec, level, newest) => {
          const log = buildLog(spec)
          const scanner = createScanner(log.gateway, { ...SMALL, disorderBytes: 0 })
          const pages = await scanner.pages({ topic: TOPIC, from: { newest }, isolation: level })
          const got = places(pages.flatMap(({ rows }) => rows))
          expect(got.toSorted()).toEqual(placesOf(visibleRecords(log, level)).toSorted())
        }),
        RUNS,
      )
    },
    TIMEOUT_MS,
  )

  it(
    'everything but the newest n, and the newest n, are the whole',
    async () => {
      await fc.assert(
        fc.asyncProperty(randomSpec, pageSize, async (spec, newest) => {
          const log = buildLog(spec)
          const scanner = createScanner(log.gateway, SMALL)
          const older = await scanner.page({
            topic: TOPIC,
            from: { oldest: true },
            to: { newest },
            limit: 10_000,
          })
          const records = visibleRecords(log, 'read_committed')
          const kept = newestFirst(records).slice(0, newest)
          const cut = records.filter(({ partition, offset }) =>
            kept.every((record) => record.partition !== partition || offset < record.offset),
          )
          expect(places(older.rows)).toEqual(placesOf(mergeForward(cut)))
        }),
        RUNS,
      )
    },
    TIMEOUT_MS,
  )
})
