/** A topic whose partitions are to move; null: all of them. */
export interface ScopeTopic {
  topic: string
  partitions: readonly number[] | null
}

const TOPIC = /^[a-zA-Z0-9._-]{1,249}$/
const TOPICS_MAX = 1000
const PARTITIONS_MAX = 20_000

/** `orders:0,2-5/rental`: topics with a slash between them. What cannot be read is left out. */
export function readScope(text: string): ScopeTopic[] {
  const found = new Map<string, ScopeTopic>()
  for (const part of text.split('/').slice(0, TOPICS_MAX)) {
    const [topic = '', numbers = ''] = part.split(':')
    if (!TOPIC.test(topic)) continue
    const partitions = numbers === '' ? null : readNumbers(numbers)
    if (partitions === undefined) continue
    found.set(topic, { topic, partitions })
  }
  return [...found.values()]
}

export function writeScope(scope: readonly ScopeTopic[]): string {
  return scope
    .map(({ topic, partitions }) => (partitions === null ? topic : `${topic}:${writeNumbers(partitions)}`))
    .join('/')
}

/** `0,2-5` as numbers in order, each once; undefined where it cannot be read. */
export function readNumbers(text: string): readonly number[] | undefined {
  const numbers = new Set<number>()
  for (const part of text.split(',')) {
    const match = /^\s*(\d{1,7})\s*(?:-\s*(\d{1,7})\s*)?$/.exec(part)
    if (match === null) return undefined
    const from = Number(match[1])
    const to = match[2] === undefined ? from : Number(match[2])
    if (to < from || to - from + numbers.size >= PARTITIONS_MAX) return undefined
    for (let number = from; number <= to; number += 1) numbers.add(number)
  }
  return [...numbers].sort((a, b) => a - b)
}

/** The shortest text that is read back as the same. */
export function writeNumbers(numbers: readonly number[]): string {
  const runs: [number, number][] = []
  for (const number of numbers) {
    const last = runs.at(-1)
    if (last !== undefined && number === last[1] + 1) last[1] = number
    else runs.push([number, number])
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',')
}
