import { plural } from '../plural.ts'

export interface Counted {
  count: number | bigint
  text: string
}

/** What a topic says of each key as of a point, and what changed between two. */
export const state = {
  title: 'State at a point',
  resize: 'Width of the key’s details',
  topic: 'Topic',
  chooseTopic: 'choose a topic …',
  topicMore: ({ text }: { text: string }) => `and ${text} more: type a part of the name`,
  noTopics: 'No topic has this in its name.',

  asOf: 'As of',
  since: 'compared with',
  kindNone: 'nothing',
  kindNow: 'now',
  kindTime: 'a time',
  kindOffset: 'an offset',
  kindOffsets: 'an offset per partition',
  kindBookmark: 'a bookmark',
  kindGroup: 'what a group has read',
  timeHint: 'yyyy-mm-dd hh:mm or now-1h',
  timeFault: 'This is no time',
  offsetHint: 'offset',
  offsetFault: 'An offset is a whole number',
  offsetsHint: '0:120,1:118',
  offsetsFault: 'Write partition:offset, with commas between',
  chooseBookmark: 'choose …',
  noBookmarks: 'no bookmark goes through this topic',
  cut: 'How times cut',
  byLog: 'by the log',
  byLogTip: 'Each partition is cut before the first record stamped later',
  byEvent: 'by event time',
  byEventTip: 'Every record stamped no later counts, wherever it stands',
  values: 'Values',
  upsert: 'values as they are',
  debezium: 'Debezium events',
  again: 'Read again',
  stop: 'Stop reading',
  read: 'Read it',
  swap: 'Swap the two points',

  reading: 'Reading the topic …',
  progress: ({ keys, done, total }: { keys: string; done: string; total: string }) =>
    `${keys} keys · ${done} of ${total} offsets`,
  left: ({ time }: { time: string }) => `about ${time} left`,
  stale: 'Shown is the state before, until this one is read.',
  stopped: 'Reading was stopped.',
  stoppedReason: 'A state is true only when the topic was read to the point. Nothing of it is kept.',
  failed: 'The state could not be read',
  rowsFailed: 'The keys could not be read',
  cost: ({ records, time }: { records: string; time: string }) => `${records} records in ${time}`,

  stripLabel: 'Messages over time, with the points',
  stripHint: 'Drag to choose two points; a click or Enter chooses the one that is shown',
  handleAt: 'The point shown',
  handleBase: 'The point compared with',
  stripBucket: ({ from, to, count }: { from: string; to: string; count: string }) =>
    `${from} – ${to}\n${count} messages`,

  defNow: 'The last record of each key, up to the end of the log when it was read.',
  defLog: ({ time }: { time: string }) =>
    `The last record of each key before the cut: in each partition, before the first record stamped after ${time}.`,
  defEvent: ({ time }: { time: string }) =>
    `The last record of each key among those stamped up to ${time}, wherever they stand in the log.`,
  defOffset: ({ offset }: { offset: string }) =>
    `The last record of each key below offset ${offset} in every partition.`,
  defOffsets: 'The last record of each key below the offset given for its partition.',
  defBookmark: ({ name }: { name: string }) => `The last record of each key before the bookmark “${name}”.`,
  defGroup: ({ group }: { group: string }) =>
    `The last record of each key that ${group} had read when it last committed.`,
  exact: 'Exact: nothing that this point needs is gone from the log.',
  truth: 'How true this is',
  truthMore: ({ count, text }: Counted) => `${text} ${plural(count, 'remark', 'remarks')}`,
  ofBase: ({ text }: { text: string }) => `At the point compared with: ${text}`,

  markMissing: ({ count, text }: Counted) =>
    `${text} ${plural(count, 'partition', 'partitions')} could not be read: their keys are not here.`,
  markLeftOut: ({ count, text }: Counted) =>
    `The points say nothing of ${text} ${plural(count, 'partition', 'partitions')}: their keys are not here.`,
  markKeysFull: ({ text }: Counted) =>
    `There are more keys than are kept: ${text} records of further keys are left out.`,
  markLogStart: ({ count, text, places }: Counted & { places: string }) =>
    `${text} ${plural(count, 'offset', 'offsets')} below the log start ${plural(count, 'is', 'are')} gone (${places}): what was last written there is not known.`,
  markCompacted: ({ count, text, places }: Counted & { places: string }) =>
    `Compaction has removed records before this point (${places}). What is shown is right; ${text} ${plural(count, 'key', 'keys')} that first ${plural(count, 'stands', 'stand')} behind it ${plural(count, 'is', 'are')} unknown, not absent.`,
  markCompactedNone: ({ places }: { places: string }) =>
    `Compaction has removed records before this point (${places}). What is shown is right, and of no key in the log it is unknown; of one that was deleted since nothing may be left.`,
  markTombstonesGone: ({ time }: { time: string }) =>
    `Keys deleted more than ${time} ago (delete.retention.ms) may be gone without a trace.`,
  markTombstonesGoneLong: 'Keys deleted long ago may be gone without a trace.',
  markCompactionLag: ({ time }: { time: string }) =>
    `From ${time} on every point is exact: nothing younger is compacted (min.compaction.lag.ms).`,
  markPolicyUnknown: 'The topic’s settings could not be read: it may be compacted without our knowing.',
  markSlow: ({ time }: { time: string }) =>
    `Reading took longer than deletions are kept (${time}): a key deleted meanwhile may still be shown.`,
  markMoved: ({ count, text }: Counted) =>
    `Retention removed ${text} ${plural(count, 'offset', 'offsets')} while it was read.`,
  markLate: ({ count, text }: Counted) =>
    `${text} ${plural(count, 'record', 'records')} behind the cut of the log ${plural(count, 'is', 'are')} stamped before it and ${plural(count, 'counts', 'count')} here: by that the two ways to cut differ.`,
  markLateNone:
    'No record behind the cut of the log is stamped before it: here both ways to cut give the same.',
  markOpenTransaction: ({ count, text }: Counted) =>
    `${text} ${plural(count, 'offset', 'offsets')} at the end ${plural(count, 'is', 'are')} held back by an open transaction.`,
  markAborted: ({ count, text }: Counted) =>
    `${text} ${plural(count, 'record', 'records')} of aborted transactions ${plural(count, 'is', 'are')} left out.`,
  markCorrupt: ({ count, text }: Counted) =>
    `${text} ${plural(count, 'offset', 'offsets')} cannot be read: their batches are damaged.`,
  markNullKey: ({ count, text }: Counted) =>
    `${text} ${plural(count, 'record has', 'records have')} no key: ${plural(count, 'it is', 'they are')} the state of nothing.`,
  markElsewhere: ({ count, text }: Counted) =>
    `${text} ${plural(count, 'row has a key', 'rows have keys')} that also stand in another partition; each partition has a row of its own.`,
  markNotRead: ({ count, text }: Counted) =>
    `${text} ${plural(count, 'value is', 'values are')} no change event and ${plural(count, 'was', 'were')} passed over.`,
  markSearchPartial: ({ text }: Counted) =>
    `Search and order by key cover the first ${text} keys: the bytes of the others are not kept.`,
  some: 'some',
  inPartitions: ({ count, text }: Counted) => `${text} ${plural(count, 'partition', 'partitions')}`,

  show: 'Shown',
  live: 'live',
  deleted: 'deleted',
  unknown: 'unknown',
  absent: 'not there',
  added: 'added',
  removed: 'removed',
  changed: 'changed',
  rewritten: 'rewritten',
  same: 'untouched',
  liveTip: 'Keys whose last record sets a value',
  deletedTip: 'Keys whose last record deletes them (null, a tombstone)',
  unknownTip: 'Keys first seen behind the point, where records before it are gone: they may have had a value',
  addedTip: 'Without a value at the first point, with one at the second',
  removedTip: 'With a value at the first point, without one at the second',
  changedTip: 'The value is another one',
  rewrittenTip: 'Written between the points, with the same bytes as before',
  sameTip: 'Not written between the points',

  find: 'Keys that hold',
  findHint: 'part of a key',
  findClear: 'Clear the search',
  searched: ({ text }: { text: string }) => `searched in ${text} keys`,
  notByKey: 'Too many keys to sort by key: sorted by the last change. Narrow the search first.',
  rows: ({ count, text }: Counted) => `${text} ${plural(count, 'key', 'keys')}`,
  table: 'Keys with their values',
  columnChange: 'Change',
  columnKind: 'State',
  columnKey: 'Key',
  columnValue: 'Value',
  columnBefore: 'Before',
  columnAfter: 'After',
  columnWrites: 'Writes',
  columnWritesTip: 'Records with this key between the two points',
  columnChanged: 'Last change',
  columnRecord: 'By record',
  columnRecordTip: 'Partition and offset of the record that last set it',
  gone: 'gone from the log',
  firstSeen: ({ offset }: { offset: string }) => `first seen at ${offset}`,
  elsewhereTip: 'The same key also stands in another partition',
  none: 'No key is like that.',
  noneReason: 'Show other kinds of keys, or search for something else.',
  noneAtAll: 'There is no key at this point.',
  noneNullKeys: ({ text }: { text: string }) =>
    `The topic holds ${text} records without a key: it is a stream of events, not of entities, and has no state to show.`,
  noneKnown: 'No key is known to have had a value at this point.',
  noneKnownReason: ({ count, text }: Counted) =>
    `${text} ${plural(count, 'key', 'keys')} first ${plural(count, 'stands', 'stand')} behind it, and records before it are gone: ${plural(count, 'it', 'they')} may have had one. Choose a later point, or look at ${plural(count, 'it', 'them')}.`,
  showUnknown: 'Show unknown keys',
  noneEmpty: 'No record with a key lies before this point. Choose a later one.',
  noneChanged: 'Nothing changed between the two points.',
  noneChangedReason:
    'Every key has the value it had. Choose points that are further apart, or show untouched keys.',
  noTopic: 'Of which topic?',
  noTopicReason:
    'Choose a topic whose records have keys: a compacted one, a changelog, a stream of entities. The whole of it is read once, up to the point; nothing is written.',

  export: 'Export',
  exportNdjson: 'NDJSON, one key a line',
  exportCsv: 'CSV for a spreadsheet',
  exportTip: 'What is shown, all rows, with whole values',
  restore: 'Restore …',
  restoreTip:
    'Re-publish: plans to write once more what the changed and removed keys shown had at the first point; added ones stay as they are',
  restoreNone: 'No key shown had another value at the first point',
  restoreSome: ({ text }: { text: string }) =>
    `The first ${text} keys shown are taken: a plan names its records one by one.`,

  difference: 'Difference',
  before: 'Before',
  after: 'After',
  sideLabel: 'One key',
  close: 'Close',
  setBy: 'This record last set the key, as of the point.',
  setByBase: 'This record last set the key, as of the point compared with.',
  deletedBy: 'This record deleted the key.',
  records: 'All records with this key',
  keyView: 'What the two sides are',
  waiting: 'Reading both records …',
}
