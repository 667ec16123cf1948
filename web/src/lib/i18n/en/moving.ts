import { plural } from '../plural.ts'
import { movingDone, type Places } from './moving-done.ts'

export interface Records {
  records: string
}

/** Moving the offsets of a group, what was saved before, and the audit of it. */
export const moving = {
  title: 'Move offsets',
  action: 'Move offsets…',
  actionTip: 'Read again, skip ahead, or put back: with a preview first',
  key: 'Move the offsets of the group',
  tab: 'Move',
  readOnlyConfigured: ({ cluster }: { cluster: string }) =>
    `${cluster} is configured as read-only, so Sluice moves no group there`,
  readOnlyOpen:
    'Whoever reaches this Sluice could write: without authentication it moves no group while it listens beyond this machine',
  unknownWrites: 'It is not known yet whether Sluice may write to this cluster',

  where: 'Move to',
  choose: 'choose …',
  modeEarliest: 'the start of the log',
  modeLatest: 'the end of the log',
  modeTime: 'a time',
  modeOffset: 'an offset',
  modeShift: 'some messages away',
  modeGroup: 'where another group stands',
  modeCsv: 'places from a file',
  modeBookmark: 'a bookmark',
  bookmark: 'Bookmark',
  chooseBookmark: 'Choose a bookmark',
  noBookmarks: 'No bookmarks yet',
  modeSnapshot: 'saved offsets',
  modeUndo: 'before a move (undo)',
  modeCurrent: 'where it stands (the end where it has no commit)',
  modePartitions: 'places one by one',
  modeForget: 'nowhere: forget the commits',
  modeDelete: 'nowhere: delete the group',
  timeHint: '2026-11-21 16:00 or now-2h',
  timeFault: 'Write a time such as 2026-11-21 16:00, or now-2h',
  offsetHint: '18204',
  offsetFault: 'An offset is a whole number from 0 on',
  shiftHint: '-100 or 250',
  shiftFault: 'A whole number: below zero reads again, above zero skips',
  groupHint: 'Group id',
  groupFault: 'Write the id of another group',
  csvHint: 'topic,partition,offset — as kafka-consumer-groups --export writes it',
  csvFault: ({ lines }: { lines: string }) => `Cannot be read: line ${lines}`,
  csvNothing: ({ group }: { group: string }) => `The file says nothing of ${group}`,
  csvOpen: 'Open a file…',
  of: 'of',
  scope: 'Which topics and partitions',
  scopeAll: 'all that it has committed',
  scopeNamed: 'all that they name',
  scopeSome: ({ n }: Places) => plural(n, 'one topic', `${n} topics`),
  scopeTopics: 'Topics',
  scopePartitions: ({ topic }: { topic: string }) => `Partitions of ${topic}`,
  scopePartitionsHint: 'all, or 0,2-5',
  scopePartitionsFault: 'Numbers with commas, such as 0,2-5',
  scopeOther: 'Another topic',
  scopeAdd: 'Add',
  scopeReset: 'Take all again',
  again: 'Preview again',
  planning: 'Asking Kafka what that would mean…',
  failed: 'The move could not be previewed',
  incomplete: 'Say where to, and the preview appears here.',
  incompleteReason:
    'Nothing is written before you have seen what it does, given a reason and typed the id of the group.',

  skips: ({ records, n }: Records & Places) =>
    `Skips ${records} in ${plural(n, 'one partition', `${n} partitions`)}: this group will never see them.`,
  skipsBack: ({ records, n }: Records & Places) =>
    `Goes past ${records} in ${plural(n, 'one partition', `${n} partitions`)}, which the group had behind it then: what it has not read again since, it does not read again.`,
  rereads: ({ records, n }: Records & Places) =>
    `Reads ${records} again in ${plural(n, 'one partition', `${n} partitions`)}: what they cause happens a second time, unless its consumers can tell.`,
  lost: ({ records }: Records) =>
    `${records} were deleted before the group read them. No move brings them back.`,
  records: ({ count, n, atMost }: { count: string; n: number; atMost: boolean }) =>
    `${atMost ? 'up to ' : ''}${plural(n, `${count} message`, `${count} messages`)}`,
  span: ({ from, to }: { from: string; to: string }) => `These messages are from ${from} to ${to}.`,
  spanPartial: ({ from, to }: { from: string; to: string }) =>
    `These messages are from ${from} to ${to}, in the partitions with most of them; the others were not looked at.`,
  duration: ({ left, rate, time }: { left: string; rate: string; time: string }) =>
    `From there ${left} are left to read: about ${time} at ${rate} a second, as fast as it usually reads.`,
  leftOnly: ({ left }: { left: string }) => `From there ${left} are left to read.`,
  clamped: ({ n }: Places) =>
    plural(
      n,
      'In one partition the place lies outside the log: the start or end of the log is taken.',
      `In ${n} partitions the place lies outside the log: the start or end of the log is taken.`,
    ),
  noRecord: ({ n }: Places) =>
    plural(
      n,
      'One partition holds no message that new: its end is taken.',
      `${n} partitions hold no message that new: their end is taken.`,
    ),
  noCommit: ({ n }: Places) =>
    plural(
      n,
      'In one partition the group has no commit yet: what it would skip or read again is not known.',
      `In ${n} partitions the group has no commit yet: what it would skip or read again is not known.`,
    ),
  unplaced: ({ n }: Places) =>
    plural(
      n,
      'One partition cannot be placed and stays as it is; its row says why.',
      `${n} partitions cannot be placed and stay as they are; their rows say why.`,
    ),
  beyondStable: ({ n }: Places) =>
    plural(
      n,
      'In one partition the new place lies behind messages of an open transaction: if it commits, they are skipped.',
      `In ${n} partitions the new place lies behind messages of open transactions: if they commit, those are skipped.`,
    ),
  newGroup: 'There is no such group yet: this makes one.',
  streamsLike:
    'Its topics look like those of a Kafka Streams application: its state stores stay as they are and would no longer match. Use kafka-streams-application-reset unless you know that they do.',
  forgets: ({ n }: Places) =>
    plural(
      n,
      'Forgets the commit of one partition: there the group begins again by its auto.offset.reset.',
      `Forgets the commits of ${n} partitions: there the group begins again by its auto.offset.reset.`,
    ),
  deletes: 'Deletes the group with all its commits. They are saved first, so that it can be brought back.',
  others: 'Other groups are not touched.',
  nothing: 'Nothing would change: the group stands there already.',
  nothingToDelete: 'There is no such group.',
  readOnlyHere: 'The cluster is configured as read-only: Sluice moves no group there.',
  allowed: 'It can be done now: nobody reads, and nobody commits.',
  members: ({ n }: Places) =>
    plural(
      n,
      'One member lives and would write its own offsets over these. Stop it first:',
      `${n} members live and would write their own offsets over these. Stop them first:`,
    ),
  member: ({ client, host }: { client: string; host: string }) => `${client} at ${host}`,
  moreMembers: ({ n }: Places) => `and ${n} more`,
  standalone: ({
    topic,
    partition,
    from,
    to,
  }: {
    topic: string
    partition: number
    from: string
    to: string
  }) =>
    `Somebody who is no member commits (assign()): partition ${partition} of ${topic} went from ${from} to ${to} just now. Stop that consumer first.`,
  busy: ({ state }: { state: string }) =>
    `The group is ${state}: it takes offsets only when it is Empty. Try again in a moment.`,
  streams: ({ tool }: { tool: string }) =>
    `This is a Kafka Streams application: offsets and state stores must go back together. Use ${tool}.`,
  watching: ({ seconds }: { seconds: string }) =>
    `Watching for ${seconds} s more whether anybody still commits who is no member.`,
  expired: 'This preview is older than ten minutes. Preview again.',

  table: 'What the move does, partition by partition',
  zoom: 'What the lanes show',
  zoomMove: 'The move',
  zoomMoveTip: 'The stretch between where the gates stand and where they go',
  zoomLog: 'Whole log',
  zoomLogTip: 'All that the log holds',
  columnTopic: 'Topic',
  columnPartition: 'Partition',
  columnFrom: 'Stands at',
  columnTo: 'Goes to',
  columnChannel: 'Gate',
  columnChannelTip:
    'The pale gate is where the group stands, the full one where it goes; between them is what it reads again or skips',
  columnEffect: 'Effect',
  columnEffectTip: 'Messages that it reads again or never sees; ≤ where gaps in the log may make them fewer',
  columnSpan: 'Messages from – to',
  columnSpanTip: 'Times of the first and the last message that is read again or skipped',
  columnNext: 'Next message there',
  columnNextTip: 'The first message that it reads at the new place',
  columnRemark: 'Remark',
  effectRereads: ({ records }: Records) => `reads ${records} again`,
  effectSkips: ({ records }: Records) => `skips ${records}`,
  effectSame: 'stays',
  effectForget: 'forgotten',
  effectNone: 'stays as it is',
  effectFirst: 'first commit',
  effectNothing: 'no message between',
  noKey: 'no key',
  openRecord: 'Open this message',
  lane: ({
    partition,
    from,
    to,
    start,
    end,
  }: {
    partition: number
    from: string
    to: string
    start: string
    end: string
  }) => `Partition ${partition}: the gate goes from ${from} to ${to}; the log holds ${start} to ${end}.`,
  laneUnknown: ({ partition }: { partition: number }) => `Partition ${partition}: its log is not known.`,
  nowhere: 'nowhere',
  copyCsv: 'Copy as CSV',
  copyCsvTip: 'The new places as kafka-consumer-groups --from-file reads them',
  copied: ({ n }: Places) => plural(n, 'One place copied', `${n} places copied`),

  flag_clamped_start: 'asked for a place before the log start',
  flag_clamped_end: 'asked for a place beyond the log end',
  flag_no_record_at_time: 'no message that new: its end',
  flag_no_commit: 'no commit yet',
  flag_no_commit_none: 'no commit yet, so nothing to count from',
  flag_lost: ({ records }: Records) => `${records} lost`,
  flag_ahead: 'stands beyond the log end',
  flag_source_none: 'no place there to copy',
  flag_beyond_stable: 'behind an open transaction',

  confirm: 'Do it',
  history: 'Earlier moves',
  side: 'Carry out, and earlier moves',
  resize: 'Width of the pane',
  who: 'Who',
  whoHint: 'Your name, for the audit',
  why: 'Why',
  whyHint: 'For those who read the audit later',
  whyFault: 'Say in a few words why',
  type: ({ group }: { group: string }) => `Type ${group} to confirm`,
  typeEmpty: 'The id of this group is empty: there is nothing to type',
  apply: ({ n }: Places) => plural(n, 'Move one partition', `Move ${n} partitions`),
  applyForget: ({ n }: Places) => plural(n, 'Forget one commit', `Forget ${n} commits`),
  applyDelete: 'Delete the group',
  applyUndo: 'Undo the move',
  applying: 'Writing…',
  waiting: 'Waiting until it is sure that nobody else commits…',
  saved: 'All commits are saved first, so that you can undo it.',
  applyFailed: 'Nothing was written',
  applyUnknown: 'It is not known whether it was written',
  applyUnknownAdvice: 'Asking again with the same preview writes nothing twice.',
  ...movingDone,
}
