import type { MessageHeader } from '@sluice/shared/messages'
import { align, type Pair } from '#ui/payload/align.ts'

/** Laid side by side where name and value are the same; the same name with another value stands opposite each other. */
export function headerPairs(a: readonly MessageHeader[], b: readonly MessageHeader[]): Pair[] {
  const pairs: Pair[] = []
  /** Those of `a` since the last that both have, which wait for their like in `b`. */
  let waiting: Pair[] = []
  for (const pair of align(a.map(wholeHeader), b.map(wholeHeader))) {
    const like =
      pair.a === null ? waiting.find((other) => a[other.a ?? 0]?.key === b[pair.b ?? 0]?.key) : undefined
    if (like !== undefined) {
      like.b = pair.b
      waiting = waiting.filter((other) => other !== like)
      continue
    }
    pairs.push(pair)
    if (pair.a !== null && pair.b !== null) waiting = []
    else if (pair.a !== null) waiting.push(pair)
  }
  return pairs
}

/** All that tells one header from another, as text. */
export function wholeHeader({ key, keyBytes, value }: MessageHeader): string {
  return JSON.stringify([
    keyBytes ?? null,
    key,
    value?.encoding ?? null,
    value?.data ?? null,
    value?.size ?? null,
  ])
}
