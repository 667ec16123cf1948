import type { NoteBook } from './note-book.ts'
import type { WalkReport } from './record-walk.ts'
import type { ScanTally } from './scan-context.ts'

/** Turns what a walk leaves out into notes of one partition. */
export function reportTo(notes: NoteBook, tally: ScanTally, partition: number): WalkReport {
  return {
    looked: (records) => {
      tally.records += records
    },
    gap: (from, to) => notes.stretch('gap', partition, from, to),
    aborted: (from, to, records) =>
      notes.add({ code: 'aborted', partition, from, to, count: BigInt(records) }),
    corrupt: (from, to, reason) => notes.stretch('corrupt', partition, from, to, reason),
    skipped: () => {},
  }
}
