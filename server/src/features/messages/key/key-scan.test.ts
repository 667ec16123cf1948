import { PARTITIONERS, type Partitioner } from '@sluice/shared/messages-key'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import { createScanner, places, type ScanInput } from '../testing/run-scan.ts'
import { watchFetches } from '../testing/watch-fetches.ts'
import { choosePartitionsOf } from './partitioners.ts'

const TOPIC = 'keyed'
const FROM = [{ oldest: true as const }, { newest: 1000 }]
const keys = fc.uniqueArray(fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }), {
  minLength: 1,
  maxLength: 8,
})

/** Every key is written by one partitioner, several times, among all the others. */
function writtenBy(name: Partitioner, texts: readonly string[], partitions: number) {
  const gateway = createMemoryGateway({ topics: [{ name: TOPIC, partitions }] })
  for (let time = 0; time < 3; time += 1) {
    for (const text of texts) {
      const choices = choosePartitionsOf(Buffer.from(text), partitions)
      const chosen = choices.find(({ by }) => by.includes(name))
      if (chosen === undefined) throw new Error(`${name} chooses nothing`)
      gateway.append(TOPIC, chosen.partition, [{ timestamp: BigInt(time), key: text, value: `at ${time}` }])
    }
  }
  return gateway
}

const some = createMemoryGateway({ topics: [{ name: TOPIC, partitions: 6 }] })
for (let partition = 0; partition < 6; partition += 1) {
  some.append(TOPIC, partition, [
    { timestamp: 1n, key: 'customer-00017', value: 'ours' },
    { timestamp: 2n, key: 'customer-00018', value: 'theirs' },
    { timestamp: 3n, key: null, value: 'nobody’s' },
    { timestamp: 4n, key: '', value: 'empty' },
  ])
}
const scan = (input: Partial<ScanInput>) => {
  return createScanner(some).page({ topic: TOPIC, from: { oldest: true }, ...input })
}
/** Partitions 1 (murmur2), 2 (crc32) and 0 (fnv1a) of 6. */
const key = { data: 'customer-00017' }

describe('looking up a key', () => {
  it('finds in the likely partitions all that a full scan finds, whichever partitioner wrote it', async () => {
    const name = fc.constantFrom(...PARTITIONERS)
    await fc.assert(
      fc.asyncProperty(name, keys, fc.integer({ min: 1, max: 12 }), async (by, texts, partitions) => {
        const scanner = createScanner(writtenBy(by, texts, partitions))
        for (const text of texts) {
          for (const from of FROM) {
            const looked = { topic: TOPIC, from, limit: 1000 }
            const full = await scanner.page(looked)
            const likely = await scanner.page({ ...looked, key: { data: text } })
            expect(places(likely.rows)).toEqual(places(full.rows.filter((row) => row.key?.data === text)))
            expect(likely.rows).toHaveLength(3)
            expect(likely.end).toMatchObject({ reason: 'end', cursor: null })
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  it('fetches exactly the partitions that a partitioner chooses, and says which and why', async () => {
    const { gateway, fetched } = watchFetches(some)
    const { open, rows } = await createScanner(gateway).page({ topic: TOPIC, from: { oldest: true }, key })
    expect([...fetched].sort()).toEqual([0, 1, 2])
    expect(open.ranges.map(({ partition }) => partition)).toEqual([0, 1, 2])
    expect(open.keyLookup).toEqual({
      partitions: [
        { topic: TOPIC, partition: 0, by: ['fnv1a'] },
        { topic: TOPIC, partition: 1, by: ['murmur2'] },
        { topic: TOPIC, partition: 2, by: ['crc32'] },
      ],
      of: 6,
      all: false,
    })
    expect(places(rows)).toEqual(['0:0', '1:0', '2:0'])
  })

  it('in all partitions finds what another partitioner wrote elsewhere', async () => {
    const { open, rows } = await scan({ key: { ...key, partitions: 'all' } })
    expect(places(rows)).toEqual([0, 1, 2, 3, 4, 5].map((partition) => `${partition}:0`))
    expect(open.keyLookup).toMatchObject({ of: 6, all: true, partitions: [{}, {}, {}] })
  })

  it('reads nothing where none of the partitions asked for is a likely one', async () => {
    expect(places((await scan({ key, partitions: [2, 4] })).rows)).toEqual(['2:0'])
    for (const from of FROM) {
      const { open, end } = await scan({ from, key, partitions: [4] })
      expect(open.ranges).toEqual([])
      expect(end).toMatchObject({ reason: 'end', cursor: null, records: 0 })
    }
  })

  it.each([
    ['absent', { data: null }, 2],
    ['empty', { data: '' }, 3],
  ])(
    'that is %s reads every partition, since no partitioner tells where it is',
    async (_, absent, offset) => {
      const { open, rows } = await scan({ key: absent })
      expect(open.keyLookup).toEqual({ partitions: [], of: 6, all: true })
      expect(places(rows)).toEqual([0, 1, 2, 3, 4, 5].map((partition) => `${partition}:${offset}`))
    },
  )

  it('takes the same key as base64, and with a filter only what matches both', async () => {
    const data = Buffer.from(key.data).toString('base64')
    const both = { key: { data, encoding: 'base64' as const }, filter: { text: 'ours' } }
    expect((await scan(both)).rows).toHaveLength(3)
    expect((await scan({ ...both, filter: { text: 'theirs' } })).rows).toHaveLength(0)
  })

  it('goes on only with the key that it began with, however that is written', async () => {
    const { end } = await scan({ key, limit: 1 })
    const cursor = end.cursor ?? ''
    const next = await scan({ key, limit: 2, cursor })
    expect(places(next.rows)).toEqual(['1:0', '2:0'])
    for (const other of [undefined, { data: 'customer-00018' }, { ...key, partitions: 'all' as const }]) {
      const asked = { ...(other && { key: other }), limit: 1, cursor }
      await expect(scan(asked)).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
    }
    const data = Buffer.from(key.data).toString('base64')
    const again = await scan({ key: { data, encoding: 'base64' }, limit: 2, cursor })
    expect(places(again.rows)).toEqual(['1:0', '2:0'])
  })
})
