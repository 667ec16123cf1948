import type { Message, ScanOrder, ScanRequest } from '@sluice/shared/messages'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testFilters } from '#filters/testing/test-filters.ts'
import { openCheck } from './open-check.ts'
import type { RecordCheck, Verdict } from './record-check.ts'
import {
  buildLog,
  holdingText,
  inOffsetOrder,
  type KnownRecord,
  mergeForward,
  needle,
  newestFirst,
  OTHER,
  randomSpec,
  TOPIC,
  visibleRecords,
} from './testing/random-log.ts'
import { idsOf, isolation, pageSize, RUNS, SMALL, TIMEOUT_MS } from './testing/random-scans.ts'
import { readImpatiently } from './testing/read-impatiently.ts'
import { createScanner, type ScanInput } from './testing/run-scan.ts'

const topics = fc.constantFrom([TOPIC], [OTHER], [TOPIC, OTHER])
/** How the text is looked for: by its bytes at once, or by a judge that takes its time over what some sieve let pass. */
const judged = fc.constantFrom('at once', 'later', 'later, without a sieve')
const text = fc.option(needle)
const bound = fc.option(fc.nat({ max: 40 }))
/** After how many cursors a reader goes away, time and again. */
const patience = fc.array(fc.nat({ max: 3 }), { maxLength: 6 })
const filters = testFilters()

/** The check of a request with its second half moved to where verdicts come late and out of turn. */
function judgeLater(sieved: boolean) {
  return (request: ScanRequest): RecordCheck | null => {
    const check = openCheck(request, filters)
    if (check === null) return null
    let calls = 0
    return {
      sieve: (bytes) => (sieved ? check.sieve(bytes) : null),
      ...(sieved && check.traces && { traces: check.traces }),
      matches: () => true,
      verify: async ({ records }) => {
        calls += 1
        if (calls % 2 === 1) await new Promise((resolve) => setImmediate(resolve))
        return records.map(({ record }): Verdict => (check.matches(record) ? 'hit' : 'miss'))
      },
      close: () => check.close(),
    }
  }
}

const ordered: Record<ScanOrder, (records: readonly KnownRecord[]) => KnownRecord[]> = {
  time: mergeForward,
  backward: newestFirst,
  forward: inOffsetOrder,
}

describe.each(['time', 'backward', 'forward'] as const)('a scan in the order %s', (order) => {
  it(
    'gives out exactly what several topics hold of the range and the filter, resumed at every cursor',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.record({
            spec: randomSpec,
            topics,
            isolation,
            text,
            judged,
            limit: pageSize,
            patience,
            bound,
            to: bound,
          }),
          async (given) => {
            const log = buildLog(given.spec)
            const input: ScanInput = {
              topics: [...given.topics],
              order,
              from: given.bound === null ? { oldest: true } : { offset: `${given.bound}` },
              ...(given.to !== null && { to: { offset: `${given.to}` } }),
              limit: given.limit,
              isolation: given.isolation,
              ...(given.text !== null && { filter: { text: given.text } }),
            }
            const check =
              given.judged === 'at once' ? {} : { openCheck: judgeLater(given.judged === 'later') }
            const scanner = createScanner(log.gateway, { ...SMALL, cursorMs: 0 }, check)
            const rows = await readImpatiently(scanner, input, given.patience)
            const within = visibleRecords(log, given.isolation, given.topics).filter(
              ({ offset }) => offset >= (given.bound ?? 0) && (given.to === null || offset < given.to),
            )
            const wanted = ordered[order](given.text === null ? within : holdingText(within, given.text))
            const got = order === 'forward' ? byPartition(rows) : rows
            expect(idsOf(got)).toEqual(idsOf(wanted))
          },
        ),
        RUNS,
      )
    },
    TIMEOUT_MS,
  )
})

/** Partitions one after the other, each as it came. */
function byPartition(rows: readonly Message[]): Message[] {
  return rows.toSorted((a, b) => a.topic.localeCompare(b.topic) || a.partition - b.partition)
}
