/** A text in three parts, the middle one being what differs. */
export type Parts = readonly [head: string, middle: string, tail: string]

/** What two texts have in common at their ends, so that the rest can be marked. Letters are never cut in two. */
export function changedMiddle(a: string, b: string): [Parts, Parts] {
  const shorter = Math.min(a.length, b.length)
  let head = 0
  while (head < shorter && a.charCodeAt(head) === b.charCodeAt(head)) head++
  if (head > 0 && isHighHalf(a.charCodeAt(head - 1))) head--
  let tail = 0
  while (tail < shorter - head && a.charCodeAt(a.length - 1 - tail) === b.charCodeAt(b.length - 1 - tail))
    tail++
  if (tail > 0 && isLowHalf(a.charCodeAt(a.length - tail))) tail--
  const parts = (text: string): Parts => [
    text.slice(0, head),
    text.slice(head, text.length - tail),
    text.slice(text.length - tail),
  ]
  return [parts(a), parts(b)]
}

const isHighHalf = (code: number): boolean => code >= 0xd800 && code <= 0xdbff
const isLowHalf = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff
