import { setImmediate as breathe } from 'node:timers/promises'
import type { TopicPartitionId } from '#kafka/gateway.ts'
import { freeBytes } from '#records/free-bytes.ts'
import type { RecordCheck, Verdict } from './record-check.ts'
import type { WalkedRecord } from './record-walk.ts'
import type { ScanContext } from './scan-context.ts'

/** A handful judged at a time: large enough that handing it over costs little, small enough to come back soon. */
const HANDFUL_RECORDS = 512
const HANDFUL_BYTES = 512 * 1024
/** Handfuls of one stretch that are with the judge at once. */
const IN_FLIGHT = 2

export interface Judged {
  hits: WalkedRecord[]
  /** The last record judged: it and everything before it is settled. */
  last: bigint
}

/** A walk whose records are judged, and what it has {@link left} meanwhile. */
export interface JudgedWalk {
  walk: Iterator<WalkedRecord, void>
  left: Buffer[]
}

type Verify = NonNullable<RecordCheck['verify']>

/**
 * Has what a walk yields judged, in handfuls and in its order; failures of the filter are counted and noted. Whoever
 * takes hits copies them: what they were found in is given back with the next turn, not when it is collected.
 */
export async function* judge(
  ctx: ScanContext,
  id: TopicPartitionId,
  { walk, left }: JudgedWalk,
  verify: Verify,
): AsyncGenerator<Judged, void, void> {
  const waiting: { records: WalkedRecord[]; left: Buffer[]; verdicts: Promise<readonly Verdict[]> }[] = []
  const { topic, partition } = id
  for (;;) {
    while (waiting.length < IN_FLIGHT) {
      const records = gather(walk)
      if (records.length === 0) break
      const verdicts = verify({ topic, partition, records }, ctx.stop.signal)
      // A failure is met when its turn comes; until then it must not count as unhandled.
      verdicts.catch(() => {})
      waiting.push({ records, left: left.splice(0), verdicts })
      // To gather is to decompress and to walk: other requests have their turn between two handfuls.
      await breathe(undefined, { signal: ctx.stop.signal })
    }
    const next = waiting.shift()
    const last = next?.records.at(-1)
    if (next === undefined || last === undefined) return
    const verdicts = await next.verdicts
    ctx.stop.signal.throwIfAborted()
    yield { hits: hitsOf(ctx, id, next.records, verdicts), last: last.record.offset }
    for (const bytes of next.left) freeBytes(bytes)
  }
}

function gather(walk: Iterator<WalkedRecord, void>): WalkedRecord[] {
  const records: WalkedRecord[] = []
  let bytes = 0
  while (records.length < HANDFUL_RECORDS && bytes < HANDFUL_BYTES) {
    const step = walk.next()
    if (step.done === true) break
    records.push(step.value)
    bytes += step.value.record.size
  }
  return records
}

function hitsOf(
  ctx: ScanContext,
  id: TopicPartitionId,
  records: readonly WalkedRecord[],
  verdicts: readonly Verdict[],
): WalkedRecord[] {
  if (verdicts.length !== records.length) throw new RangeError('The filter did not judge each record')
  return records.filter(({ record }, at) => {
    const verdict = verdicts[at] ?? 'miss'
    if (typeof verdict === 'string') return verdict === 'hit'
    ctx.tally.filterErrors += 1
    ctx.notes.failed(id, record.offset, verdict.error)
    return false
  })
}
