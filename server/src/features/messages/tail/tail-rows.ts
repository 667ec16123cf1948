import type { Message } from '@sluice/shared/messages'
import { PREVIEW_BYTES } from '@sluice/shared/messages'
import type { TopicPartitionId } from '#kafka/gateway.ts'
import { judge } from '../checked-walk.ts'
import { decodeMessage } from '../decode-message.ts'
import type { RecordCheck } from '../record-check.ts'
import { type Chunk, type WalkedRecord, type WalkReport, walkRecords } from '../record-walk.ts'
import type { ScanContext } from '../scan-context.ts'
import { EvenSample } from './even-sample.ts'
import { EvenShare } from './even-share.ts'

/** What arrived of one partition with one answer. */
export interface Arrival {
  id: TopicPartitionId
  chunk: Chunk
}

/** What of a round may be shown: at most `room` rows, chosen evenly, and how many there were. */
export interface RoundRows {
  rows: Message[]
  seen: number
  matched: number
}

/** Checksums of what is passed over are not worth their time; with a check they are verified where records are read. */
const PASS_ALL = { sieve: () => null, matches: () => true }

/** Rows of a round of which every record is one: what is left out need not be decompressed, its header counts it. */
export function rowsOfAll(ctx: ScanContext, arrivals: readonly Arrival[], room: number): RoundRows {
  const total = arrivals.reduce((sum, { chunk }) => sum + recordsIn(chunk), 0)
  const share = total <= room ? null : new EvenShare(total, room)
  const rows: Message[] = []
  let [passed, walked] = [0, 0]
  for (const { id, chunk } of arrivals) {
    const options = {
      end: chunk.until,
      report: {
        ...reportTo(ctx, id),
        skipped: (_to: bigint, records: number) => {
          passed += records
        },
      },
      check: PASS_ALL,
      skip: (header: WalkedRecord['header']) =>
        header.baseOffset >= chunk.from && share !== null && share.skips(header.recordCount),
    }
    for (const found of walkRecords(chunk, options)) {
      walked += 1
      if (share === null || share.takes()) rows.push(toRow(id, found))
    }
  }
  const seen = passed + walked
  return { rows, seen, matched: seen }
}

/** Rows of a round that pass a check: each record is judged, and of those that pass a part is kept. */
export async function rowsThatPass(
  ctx: ScanContext,
  arrivals: readonly Arrival[],
  room: number,
  check: RecordCheck,
): Promise<RoundRows> {
  let seen = 0
  const sample = new EvenSample(room, ({ id, found }: { id: TopicPartitionId; found: WalkedRecord }) =>
    toRow(id, found),
  )
  for (const { id, chunk } of arrivals) {
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
      continue
    }
    for await (const { hits } of judge(ctx, id, walk, check.verify.bind(check))) {
      for (const found of hits) sample.offer({ id, found })
    }
  }
  return { rows: sample.take(), seen, matched: sample.count }
}

function toRow(
  { topic, partition }: TopicPartitionId,
  { header, record, transaction }: WalkedRecord,
): Message {
  return decodeMessage(topic, partition, header, record, PREVIEW_BYTES, transaction)
}

/** At most: aborted records and those before the place are among them. */
function recordsIn({ batches }: Chunk): number {
  return batches.reduce(
    (sum, batch) => (batch.ok && !batch.header.control ? sum + batch.header.recordCount : sum),
    0,
  )
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
