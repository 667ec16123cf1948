import { describe, expect, it } from 'vitest'
import { commitsPartition } from './commits-topic.ts'

describe('commitsPartition', () => {
  // The numbers are those of Java's String.hashCode.
  it.each([
    ['', 0],
    ['hello', 99_162_322 % 50],
    // Negative in Java.
    ['library.member', Math.abs(javaHash('library.member')) % 50],
    // The one lowest number of all.
    ['polygenelubricants', 0],
  ])('is where Kafka keeps “%s”', (group, partition) => {
    expect(commitsPartition(group, 50)).toBe(partition)
  })

  it('is none where the topic has no partitions', () => {
    expect(commitsPartition('hello', 0)).toBe(-1)
  })
})

/** In whole numbers of any size, cut to 32 bits at the end. */
function javaHash(text: string): number {
  let hash = 0n
  for (const unit of text.split('')) hash = hash * 31n + BigInt(unit.charCodeAt(0))
  return Number(BigInt.asIntN(32, hash))
}
