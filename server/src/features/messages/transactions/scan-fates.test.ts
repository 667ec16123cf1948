import type { Message, ScanOrder } from '@sluice/shared/messages'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MemoryClusterSpec } from '#kafka/memory/memory-spec.ts'
import { buildLog, randomSpec, TOPIC } from '../testing/random-log.ts'
import { pageSize, RUNS, SMALL, TIMEOUT_MS } from '../testing/random-scans.ts'
import { createScanner, type ScanInput } from '../testing/run-scan.ts'
import { ORDERS, ordersAt, recordsAt } from '../testing/small-log.ts'

const ORDERS_OF_SCANS: readonly ScanOrder[] = ['forward', 'backward', 'time']
const fates = (rows: readonly Message[]) =>
  Object.fromEntries(rows.map(({ offset, transaction }) => [offset, transaction ?? null]))

/** 0 plain; a 1, b 2 interleaved; a aborts (3), b commits (4); c opens at 5; d 6 commits (7), e 8 aborts (9); 10 plain. */
function interleaved(spec: MemoryClusterSpec = {}) {
  const gateway = ordersAt([[0]], spec)
  const write = (time: number) => {
    const transaction = gateway.begin()
    transaction.append(ORDERS, 0, recordsAt([time]))
    return transaction
  }
  const [a, b] = [write(1), write(2)]
  a.abort()
  b.commit()
  const c = write(3)
  write(4).commit()
  write(5).abort()
  gateway.append(ORDERS, 0, recordsAt([6]))
  return { gateway, c }
}

const KNOWN = { 0: null, 1: 'aborted', 2: 'committed', 5: 'open', 6: 'committed', 8: 'aborted', 10: null }

describe.each(ORDERS_OF_SCANS)('everything, read %s', (order) => {
  const all: ScanInput = { topic: ORDERS, from: { oldest: true }, isolation: 'all', order }

  it('is shown with what became of each transaction, also beyond the last stable offset', async () => {
    const { rows, end } = await createScanner(interleaved().gateway).page(all)
    expect(fates(rows)).toEqual(KNOWN)
    expect(end).toMatchObject({ reason: 'end', matched: 7 })
  })

  it('is marked as far as markers tell where the leaders do not say what is open', async () => {
    const { gateway } = interleaved({ release: '2.1' })
    const { rows } = await createScanner(gateway).page(all)
    expect(fates(rows)).toEqual({ ...KNOWN, 5: null })
  })

  it('is as complete under limits of a few bytes', async () => {
    const { rows } = await createScanner(interleaved().gateway, SMALL).page(all)
    expect(Object.keys(fates(rows))).toEqual(Object.keys(KNOWN))
  })

  it('is marked anew once the open transaction has ended', async () => {
    const { gateway, c } = interleaved()
    c.abort()
    const { rows } = await createScanner(gateway).page(all)
    expect(fates(rows)).toEqual({ ...KNOWN, 5: 'aborted' })
  })
})

it('a transaction that ends in the midst of a scan is never called open after that', async () => {
  const { gateway, c } = interleaved()
  const fetch: typeof gateway.fetch = async (...args) => {
    c.commit()
    return await gateway.fetch(...args)
  }
  const scanner = createScanner({ ...gateway, fetch })
  const { rows } = await scanner.page({ topic: ORDERS, from: { oldest: true }, isolation: 'all' })
  expect(fates(rows)).toEqual({ ...KNOWN, 5: 'committed' })
})

it('committed readers are told that what they see is committed, uncommitted ones nothing', async () => {
  const { page } = createScanner(interleaved().gateway)
  const input: ScanInput = { topic: ORDERS, from: { oldest: true } }
  expect(fates((await page(input)).rows)).toEqual({ 0: null, 2: 'committed' })
  const uncommitted = await page({ ...input, isolation: 'read_uncommitted' })
  expect(new Set(Object.values(fates(uncommitted.rows)))).toEqual(new Set([null]))
})

it('no record of any log is marked as what it is not, and below the last stable offset none goes unmarked', {
  timeout: TIMEOUT_MS,
}, async () => {
  const order = fc.constantFrom(...ORDERS_OF_SCANS)
  await fc.assert(
    fc.asyncProperty(randomSpec, order, pageSize, async (spec, order, limit) => {
      const { gateway, records, heldBack } = buildLog(spec)
      const input = { topic: TOPIC, from: { oldest: true as const }, isolation: 'all' as const, order, limit }
      const pages = await createScanner(gateway, SMALL).pages(input)
      for (const { partition, offset, transaction } of pages.flatMap(({ rows }) => rows)) {
        const known = records.find(
          (one) => one.topic === TOPIC && one.partition === partition && one.offset === BigInt(offset),
        )
        const stable = heldBack.get(`${TOPIC}/${partition}`)
        const fate = known?.fate === 'plain' ? undefined : known?.fate
        const decided = stable === undefined || BigInt(offset) < stable || fate === 'open'
        if (decided || transaction !== undefined) expect(transaction).toBe(fate)
      }
    }),
    RUNS,
  )
})
