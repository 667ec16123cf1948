import type { GroupDetail, GroupPartition } from '@sluice/shared/groups'

const whole = (text: string | null): bigint | null => (text === null ? null : BigInt(text))

/** What is wrong with the figures of a group by the meaning of the words alone; empty: nothing. */
export function contradictions({ summary, rows, members }: GroupDetail): string[] {
  const wrong = rows.flatMap((row) =>
    rowContradictions(row, summary.type === 'share').map(
      (what) => `${row.topic}/${row.partition} ${what}: ${JSON.stringify(row)}`,
    ),
  )
  const judged = rows.filter(({ lagState }) => lagState !== 'NO_COMMIT' && lagState !== 'TOPIC_GONE')
  const unknown = judged.filter(({ lag }) => lag === null).length
  if (summary.unknownPartitions !== unknown)
    wrong.push(`${unknown} unknown, not ${summary.unknownPartitions}`)
  if (summary.lag !== sum(rows.map(({ lag }) => lag))) wrong.push(`lag is not the sum: ${summary.lag}`)
  const counted = rows.filter(({ lag }) => lag !== null)
  for (const name of summary.type === 'share' ? [] : (['lagToEnd', 'lost'] as const)) {
    const of = name === 'lost' && counted.length > 0 ? rows : counted
    const whole = sum(of.map((row) => row[name]))
    if (summary[name] !== whole) wrong.push(`${name} is ${whole}, not ${summary[name]}`)
  }
  for (const { memberId, lag, assigned } of members ?? []) {
    const own = rows.filter(({ topic, partition }) =>
      assigned.some((one) => one.topic === topic && one.partitions.includes(partition)),
    )
    if (lag !== sum(own.map((row) => row.lag))) wrong.push(`lag of ${memberId} is not the sum: ${lag}`)
  }
  return wrong
}

function rowContradictions(row: GroupPartition, share: boolean): string[] {
  const [committed, start, stable, end] = [row.committed, row.logStart, row.lastStable, row.logEnd].map(whole)
  const [lag, lagToEnd, lost] = [row.lag, row.lagToEnd, row.lost].map(whole)
  const wrong: string[] = []
  for (const [name, count] of Object.entries({ lag, lagToEnd, lost, ms: row.time.ms }))
    if (count !== null && count !== undefined && count < 0) wrong.push(`${name} is negative`)
  if (row.fault !== null && lag !== null) wrong.push('a count beside a fault')
  if (share || committed == null || stable == null || end == null || start == null) {
    if (!share && lag !== null) wrong.push('a count of what is not known')
    if (lag === null && row.time.ms !== null) wrong.push('an age of what is not known')
    return wrong
  }
  const from = later(committed, start)
  const wanted = row.lagState === 'PHANTOM' ? 0n : atLeastZero(stable - from)
  // A tail without a message counts as none in other states too, where a worse one is to be told.
  if (lag !== wanted && !(lag === 0n && row.time.method === 'zero')) wrong.push(`lag is ${wanted}`)
  if (lagToEnd !== atLeastZero(end - from)) wrong.push(`lag to the end is ${atLeastZero(end - from)}`)
  if (lost !== atLeastZero(start - committed)) wrong.push(`lost is ${atLeastZero(start - committed)}`)
  if (stable > end) wrong.push('stable beyond the end')
  return wrong
}

function sum(counts: readonly (string | null)[]): string | null {
  const known = counts.filter((count) => count !== null)
  return known.length === 0 ? null : `${known.reduce((total, count) => total + BigInt(count), 0n)}`
}

function atLeastZero(count: bigint): bigint {
  return later(count, 0n)
}

/** The higher of two. */
function later(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}
