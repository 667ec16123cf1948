import { plural } from '../plural.ts'

export interface Places {
  n: number
}

/** What became of a move, what was saved before, and the audit of all. */
export const movingDone = {
  done: ({ n }: Places) => plural(n, 'One partition was changed.', `${n} partitions were changed.`),
  partly: ({ done, n }: { done: number; n: number }) =>
    `${done} of ${n} partitions were changed; the others were refused:`,
  unknown: 'It was sent, and no answer came. Read back:',
  backNow: ({ n }: Places) =>
    plural(
      n,
      'Read back at once: it stands where it was put.',
      `Read back at once: all ${n} stand where they were put.`,
    ),
  backStrays: ({ n }: Places) =>
    plural(n, 'Read back at once: one stands elsewhere:', `Read back at once: ${n} stand elsewhere:`),
  backFault: ({ message }: { message: string }) => `They could not be read back: ${message}`,
  laterWait: 'Looking once more in ten seconds: a dying member may still commit.',
  laterFine: 'Looked again after ten seconds: still so.',
  laterStrays: ({ n }: Places) =>
    plural(
      n,
      'After ten seconds one stands elsewhere: somebody has committed since, perhaps a dying member. Undo or move again:',
      `After ten seconds ${n} stand elsewhere: somebody has committed since, perhaps a dying member. Undo or move again:`,
    ),
  stray: ({
    topic,
    partition,
    expected,
    found,
  }: {
    topic: string
    partition: number
    expected: string
    found: string
  }) => `${topic}, partition ${partition}: ${found} instead of ${expected}`,
  noOffset: 'none',
  undo: 'Undo…',
  another: 'Another move',
  replayed: 'This had been done already; nothing was written again.',

  snapshotsNone: 'Nothing was moved yet',
  snapshotsReason: 'Before each move all commits of the group are saved here, the hundred newest of them.',
  snapshotsFailed: 'The saved offsets could not be read',
  snapshotBefore: ({ what }: { what: string }) => `before: ${what}`,
  snapshotHolds: ({ n, moved }: { n: number; moved: number }) => `${n} commits saved, ${moved} to be changed`,
  goBack: 'All of these…',
  goBackTip: 'Every partition to where it stood then',
  anonymous: 'no name',
  toAudit: 'Audit',

  auditTitle: 'Audit',
  auditTable: 'What was done to the cluster through Sluice',
  auditFailed: 'The audit could not be read',
  auditNone: 'Nothing was done yet',
  auditNoneReason: 'Moves of groups stand here with who, why and how they ended. Nothing is ever taken out.',
  auditOf: ({ target }: { target: string }) => `Only of ${target}`,
  auditAll: 'Of all groups',
  auditOlder: 'Older ones',
  auditAt: 'When',
  auditWho: 'Who',
  auditAction: 'What',
  auditTarget: 'Group',
  auditWhy: 'Why',
  auditResult: 'Result',
  auditDetail: 'Detail',
  auditAmount: 'How much',
  auditPartitions: ({ n }: Places) => plural(n, 'one partition', `${n} partitions`),
  auditPlaces: 'Places before and after',
  columnWas: 'Stood at',
  auditClose: 'Close the detail',
  resultdone: 'done',
  resultpartly: 'partly',
  resultfailed: 'failed',
  resultunknown: 'not known',
  did_move_offsets: 'moved',
  did_undo_move: 'undone',
  did_forget_offsets: 'commits forgotten',
  did_delete_group: 'group deleted',
  did_set_bookmark: 'bookmark set',
  did_delete_bookmark: 'bookmark deleted',
  did_late_commit: 'late commit seen',
}
