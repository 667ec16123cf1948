import type { Message } from '@sluice/shared/messages'

/** Merges rows of several partitions by time; each partition keeps the order of its offsets, whatever its timestamps. */
export function inTime(rows: readonly Message[]): Message[] {
  const latest = new Map<string, number>()
  const timed = rows.map((row) => {
    const id = `${row.topic}/${row.partition}`
    const time = Math.max(Number(row.timestamp), latest.get(id) ?? Number.NEGATIVE_INFINITY)
    latest.set(id, time)
    return { row, time }
  })
  return timed.sort((a, b) => a.time - b.time).map(({ row }) => row)
}
