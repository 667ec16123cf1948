import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type ChoosePartitions, Fingerprints } from './fingerprints.ts'

const topic = (partitions: number) => [
  { name: 't', internal: false, partitions: Array.from({ length: partitions }, (_, index) => index) },
]
/** Two hashes that agree on nothing but by chance. */
const sum = (key: Buffer, count: number) => key.reduce((all, byte) => (all * 31 + byte) % 65_521, 7) % count
const byCrc = (key: Buffer, count: number) => crc32(key) % count

const choose: ChoosePartitions = (key, count) => [
  { partition: sum(key, count), by: ['murmur2'] },
  { partition: byCrc(key, count), by: ['crc32'] },
]

function seen(keys: number, partitions: number, spread: (key: Buffer, count: number) => number) {
  const prints = new Fingerprints(choose)
  prints.topics(topic(partitions))
  for (let nth = 0; nth < keys; nth++) {
    const key = Buffer.from(`order-${nth}`)
    prints.note('session:1', 't', spread(key, partitions), key)
  }
  return prints.partitionerOf('session:1', 't')
}

describe('the fingerprint of a client', () => {
  it.each([
    ['that of Java and kafkajs', sum, 'murmur2'],
    ['that of librdkafka', byCrc, 'crc32'],
    ['a way of its own', (key: Buffer, count: number) => key.length % count, null],
  ] as const)('is %s, by where its keys are', (_, spread, expected) => {
    expect(seen(40, 6, spread)).toBe(expected)
  })

  it('is not taken from few keys, from the same key again, or from a single partition', () => {
    expect(seen(20, 6, sum)).toBeNull()
    expect(seen(40, 1, sum)).toBeNull()
    const prints = new Fingerprints(choose)
    prints.topics(topic(6))
    const key = Buffer.from('same')
    for (let nth = 0; nth < 100; nth++) prints.note('session:1', 't', sum(key, 6), key)
    expect(prints.partitionerOf('session:1', 't')).toBeNull()
  })

  it('names the first kinds of records', () => {
    const prints = new Fingerprints(choose)
    for (const type of ['a.Rented', 'a.Returned', 'a.Rented', 'a.Lost', 'a.Found'])
      prints.noteType('session:1', 't', type)
    expect(prints.typesOf('session:1', 't')).toEqual(['a.Rented', 'a.Returned', 'a.Lost'])
    expect(prints.typesOf('session:1', 'other')).toEqual([])
  })

  it('begins anew when the topic has more partitions than before', () => {
    const prints = new Fingerprints(choose)
    prints.topics(topic(6))
    for (let nth = 0; nth < 40; nth++) {
      const key = Buffer.from(`order-${nth}`)
      prints.note('session:1', 't', sum(key, 6), key)
    }
    prints.topics(topic(7))
    expect(prints.partitionerOf('session:1', 't')).toBeNull()
  })
})
