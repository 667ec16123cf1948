import { describe, expect, it } from 'vitest'
import { fnv1a } from './fnv1a.ts'
import { murmur2 } from './murmur2.ts'
import { choosePartitionsOf } from './partitioners.ts'

/** Printed by `org.apache.kafka.common.utils.Utils.murmur2` of Kafka 4.3.1. */
const JAVA: [Buffer, number][] = [
  [Buffer.from(''), 275646681],
  [Buffer.from('a'), -1563381124],
  [Buffer.from('ab'), 316155434],
  [Buffer.from('abc'), 479470107],
  [Buffer.from('abcd'), -1323649548],
  [Buffer.from('21'), -973932308],
  [Buffer.from('foobar'), -790332482],
  [Buffer.from('a-little-bit-longer-string'), -1486304829],
  [Buffer.from([0xff, 0x80, 0x00, 0xfe, 0xf1]), -385586111],
]

describe('the hashes of partitioners', () => {
  it.each(JAVA)('murmur2 is that of the Java client for %j', (key, hash) => {
    expect(murmur2(key) | 0).toBe(hash)
  })

  it.each([
    // draft-eastlake-fnv, appendix C; the last two printed by Go's hash/fnv.
    ['', 0x811c9dc5],
    ['a', 0xe40c292c],
    ['foobar', 0xbf9cf968],
    ['customer-00017', 0x7f9b8688],
    ['예약-1001', 0xc90912e4],
  ])('fnv1a is the published one for %j', (key, hash) => {
    expect(fnv1a(Buffer.from(key))).toBe(hash)
  })
})

describe('the partitions of a key', () => {
  it.each([
    // Partitions by Java's toPositive(murmur2), librdkafka's crc32 and sarama's signed fnv1a.
    ['customer-00017', 6, [1, 2, 0]],
    ['customer-00017', 7, [2, 4, 3]],
    ['예약-1001', 6, [2, 0, 4]],
    ['예약-1001', 7, [6, 3, 3]],
  ])('of %j among %i are those of Java, librdkafka and sarama', (key, count, [java, rdkafka, sarama]) => {
    const by = (name: string) =>
      choosePartitionsOf(Buffer.from(key), count).find((choice) => choice.by.some((each) => each === name))
    expect([by('murmur2'), by('crc32'), by('fnv1a')].map((choice) => choice?.partition)).toEqual([
      java,
      rdkafka,
      sarama,
    ])
  })

  it('are named once each, with all that choose it', () => {
    expect(choosePartitionsOf(Buffer.from('any'), 1)).toEqual([
      { partition: 0, by: ['murmur2', 'crc32', 'fnv1a'] },
    ])
  })
})
