import type { TopicPartitionId } from '#kafka/gateway.ts'
import type { NoteBook } from './note-book.ts'
import type { WalkReport } from './record-walk.ts'
import type { ScanTally } from './scan-context.ts'

/** Turns what a walk leaves out into notes of one partition. */
export function reportTo(notes: NoteBook, tally: ScanTally, id: TopicPartitionId): WalkReport {
  const { topic, partition } = id
  return {
    looked: (records) => {
      tally.records += records
    },
    gap: (from, to) => notes.stretch('gap', id, from, to),
    aborted: (from, to, records) =>
      notes.add({ code: 'aborted', topic, partition, from, to, count: BigInt(records) }),
    corrupt: (from, to, reason) => {
      tally.undecodable += Number(to - from + 1n)
      notes.stretch('corrupt', id, from, to, reason)
    },
    skipped: () => {},
  }
}
