import type { Histogram } from '@sluice/shared/messages-histogram'
import type { LogSpan, TimeIndex } from './log-span.ts'

/** Close enough for an axis. */
const NEAR_MS = 1000
/** Halvings: enough for all of the calendar. */
const STEPS_MAX = 60

/** The highest time of the spans up to `latest`, or null where none carries a time. */
export async function lastTime(
  index: TimeIndex,
  spans: readonly LogSpan[],
  latest: number,
): Promise<{ last: bigint; by: NonNullable<Histogram['lastBy']> } | null> {
  let last: bigint | null = null
  const silent: LogSpan[] = []
  for (const span of spans) {
    if (span.first === null) continue
    const told = span.highest ?? span.first.timestamp
    if (last === null || told > last) last = told
    if (span.highest === null) silent.push(span)
  }
  if (last === null) return null
  if (silent.length === 0) return { last, by: 'max-timestamp' }
  return { last: await bisect(index, silent, last, latest), by: 'bisection' }
}

/** Halves the time between one that there is and one that there is not, until they are near. */
async function bisect(
  index: TimeIndex,
  spans: readonly LogSpan[],
  known: bigint,
  latest: number,
): Promise<bigint> {
  const reaches = async (ms: number) => {
    const offsets = await index.at(spans, ms)
    return offsets.some((offset, place) => offset !== null && offset < (spans[place]?.end ?? 0n))
  }
  if (known >= BigInt(latest)) return known
  let low = Number(known)
  let high = latest
  if (await reaches(high)) return BigInt(high)
  for (let step = 0; step < STEPS_MAX && high - low > NEAR_MS; step += 1) {
    const middle = Math.floor((low + high) / 2)
    if (await reaches(middle)) low = middle
    else high = middle
  }
  // The upper one: a bar too many is empty, one too few would hide messages.
  return low === Number(known) ? known : BigInt(high)
}
