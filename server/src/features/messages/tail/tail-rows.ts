import type { Message } from '@sluice/shared/messages'
import { PREVIEW_BYTES } from '@sluice/shared/messages'
import type { TopicPartitionId } from '#kafka/gateway.ts'
import { judge } from '../checked-walk.ts'
import { decodeMessage } from '../decode-message.ts'
import { higherOf, lowerOf } from '../offset-order.ts'
import type { RecordCheck } from '../record-check.ts'
import { type Chunk, type WalkedRecord, type WalkReport, walkRecords } from '../record-walk.ts'
import type { ScanContext } from '../scan-context.ts'
import { EvenSample } from './even-sample.ts'
import { EvenShare } from './even-share.ts'

/** What arrived of one partition with one answer. */
export interface Arrival {
  id: TopicPartitionId
  chunk: Chunk
  /** It was in the log before the tail began. */
  earlier: boolean
}

/** What of a round may be shown: at most `room` rows, chosen evenly, and how many there were. */
export interface RoundRows {
  rows: Message[]
  seen: number
  matched: number
  /** Of those seen, the ones that were there before. */
  earlier: number
}

/** Checksums of what is passed over are not worth their time; with a check they are verified where records are read. */
const PASS_ALL = { sieve: () => null, matches: () => true }

/** Rows of a round of which every record is one: what is left out need not be decompressed, its header counts it. */
export function rowsOfAll(ctx: ScanContext, arrivals: readonly Arrival[], room: number): RoundRows {
  const total = arrivals.reduce((sum, { chunk }) => sum + recordsIn(chunk), 0)
  const share = total <= room ? null : new EvenShare(total, room)
  const rows: Message[] = []
  let [seen, early] = [0, 0]
  for (const { id, chunk, earlier } of arrivals) {
    const before = seen
    const options = {
      end: chunk.until,
      report: {
        ...reportTo(ctx, id),
        skipped: (_to: bigint, records: number) => {
          seen += records
        },
      },
      check: PASS_ALL,
      skip: (header: WalkedRecord['header']) =>
        header.baseOffset >= chunk.from &&
        header.lastOffset < chunk.until &&
        share?.skips(header.recordCount) === true,
    }
    for (const found of walkRecords(chunk, options)) {
      seen += 1
      if (share === null || share.takes()) rows.push(toRow(id, found))
    }
    if (earlier) early += seen - before
  }
  return { rows, seen, matched: seen, earlier: early }
}

/** Rows of a round that pass a check: each record is judged, and of those that pass a part is kept. */
export async function rowsThatPass(
  ctx: ScanContext,
  arrivals: readonly Arrival[],
  room: number,
  check: RecordCheck,
): Promise<RoundRows> {
  let [seen, early] = [0, 0]
  const sample = new EvenSample(room, ({ id, found }: { id: TopicPartitionId; found: WalkedRecord }) =>
    toRow(id, found),
  )
  for (const { id, chunk, earlier } of arrivals) {
    const before = seen
    const report = reportTo(ctx, id)
    const counting: WalkReport = {
      ...report,
      looked: (records) => {
        seen += records
      },
      aborted: (from, to, records) => {
        seen -= records
        report.aborted(from, to, records)
      },
    }
    const walk = walkRecords(chunk, { end: chunk.until, report: counting, check })
    if (check.verify === undefined) {
      for (const found of walk) sample.offer({ id, found })
    } else {
      for await (const { hits } of judge(ctx, id, { walk, left: [] }, check.verify.bind(check))) {
        for (const found of hits) sample.offer({ id, found })
      }
    }
    if (earlier) early += seen - before
  }
  return { rows: sample.take(), seen, matched: sample.count, earlier: early }
}

function toRow(
  { topic, partition }: TopicPartitionId,
  { header, record, transaction }: WalkedRecord,
): Message {
  return decodeMessage(topic, partition, header, record, PREVIEW_BYTES, transaction)
}

/** At most: aborted records and compacted ones are among them. */
function recordsIn({ batches, from, until }: Chunk): number {
  let sum = 0
  for (const batch of batches) {
    if (!batch.ok || batch.header.control) continue
    const { baseOffset, lastOffset, recordCount } = batch.header
    const offsets = lowerOf(lastOffset + 1n, until) - higherOf(baseOffset, from)
    sum += offsets <= 0n ? 0 : Math.min(recordCount, Number(offsets))
  }
  return sum
}

/** Markers and compacted offsets are nothing that a reader of what arrives would miss. */
function reportTo({ notes, tally }: ScanContext, id: TopicPartitionId): WalkReport {
  const { topic, partition } = id
  return {
    looked: () => {},
    gap: () => {},
    aborted: (from, to, records) =>
      notes.add({ code: 'aborted', topic, partition, from, to, count: BigInt(records) }),
    corrupt: (from, to, reason) => {
      tally.undecodable += Number(to - from + 1n)
      notes.stretch('corrupt', id, from, to, reason)
    },
    skipped: () => {},
  }
}
