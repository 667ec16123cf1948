import { readPartition } from '@sluice/shared/messages-start'

const COUNT_MAX = 10_000

/** `0, 2, 5-9` as sorted numbers; null where it is not a list, or names more partitions than a topic can have. */
export function parsePartitions(text: string): number[] | null {
  const numbers = new Set<number>()
  for (const part of text.split(/[\s,;]+/).filter(Boolean)) {
    const [left = '', right = left, ...more] = part.split('-')
    const [first, last] = [readPartition(left), readPartition(right)]
    if (first === null || last === null || last < first || more.length > 0) return null
    if (last - first >= COUNT_MAX) return null
    for (let number = first; number <= last; number++) numbers.add(number)
    if (numbers.size > COUNT_MAX) return null
  }
  return numbers.size === 0 ? null : [...numbers].sort((a, b) => a - b)
}

/** Neighbours drawn together: `0, 2, 5-9`. */
export function formatPartitions(partitions: readonly number[]): string {
  const runs: [first: number, last: number][] = []
  for (const number of partitions) {
    const run = runs.at(-1)
    if (run && run[1] === number - 1) run[1] = number
    else runs.push([number, number])
  }
  return runs
    .map(([first, last]) =>
      last - first < 2 ? [first, last].slice(0, last - first + 1).join(', ') : `${first}-${last}`,
    )
    .join(', ')
}
