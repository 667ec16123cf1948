import { plural } from '../plural.ts'

export interface Counted {
  n: number
  count: string
}

/** The list of jobs, and one job. */
export const replays = {
  title: 'Replay',
  table: 'Jobs that re-publish records',
  listFailed: 'The jobs could not be read',
  older: 'Older ones',
  active: ({ n }: { n: number }) => plural(n, 'one job under way', `${n} jobs under way`),
  newJob: 'Re-publish…',
  keyNew: 'Re-publish records…',
  none: 'Nothing was re-published yet',
  noneReason: 'Three different things can be done with events of the past:',
  playTitle: 'Play back',
  playReason: 'Look at events again in this browser, on one clock. Writes nothing.',
  playAction: 'Play back',
  republishTitle: 'Re-publish',
  republishReason:
    'A job writes chosen records again, into a sandbox by default: with a plan, a dry run, a guarantee and a report.',
  rewindTitle: 'Rewind a group',
  rewindReason:
    'Moves the committed offsets of a group, so that its consumers read again. Writes no records.',
  rewindAction: 'To the groups',
  columnState: 'State',
  columnWhat: 'What',
  columnTarget: 'Into',
  columnProgress: 'Progress',
  columnProgressTip: 'Offsets of the source that are done. Offsets without a record count as well.',
  columnWritten: 'Written',
  columnRate: 'Rate',
  columnEta: 'Left',
  columnEtaTip: 'How long it will still take at the rate of the last seconds',
  columnWho: 'Who',
  columnStarted: 'Begun',
  anonymous: 'no name',
  perSecond: ({ rate }: { rate: string }) => `${rate}/s`,
  dryRun: 'dry run',
  dryRunTip: 'Reads and changes everything, and writes nothing',

  staterunning: 'Running',
  statepaused: 'Paused',
  stateinterrupted: 'Interrupted',
  stateaborted: 'Aborted',
  statecompleted: 'Done',
  'statecompleted-with-gaps': 'Done, with gaps',
  statefailed: 'Failed',
  stateholding: 'Waiting',

  saysRunning: ({ done, total }: { done: string; total: string }) => `${done} of ${total} offsets are done.`,
  saysDry: 'Nothing is written: this is a dry run.',
  saysDryDone: ({ count, n }: Counted) =>
    plural(n, 'One record would have been written.', `${count} records would have been written.`),
  saysDone: ({ count, n, time }: Counted & { time: string }) =>
    plural(n, `One record was written, in ${time}.`, `${count} records were written, in ${time}.`),
  saysGaps:
    'Records were removed from the source before they could be read; the partitions below say which offsets.',
  saysAborted: ({ count, n }: Counted) =>
    plural(
      n,
      'It was ended by a person. The one record it wrote stays where it is.',
      `It was ended by a person. The ${count} records it wrote stay where they are.`,
    ),
  saysFailed: ({ message }: { message: string }) => `It ended itself: ${message}`,
  saysInterrupted:
    'Sluice ended while it ran. Each partition stands at its checkpoint below; nothing goes on by itself.',
  saysFaulted: ({ message }: { message: string }) => `It stopped: ${message}`,
  resumeOnce:
    'If it is resumed, records that were under way then may be written twice; how many is counted and told.',
  resumeLooks:
    'If it is resumed, it first looks in the target for what it wrote, by its provenance headers; nothing is written twice.',
  resumeExact:
    'If it is resumed, it goes on where its last transaction ended; a reader with read_committed sees nothing twice.',
  holdPerson: 'Paused by a person. Nothing is written until it is resumed.',
  holdCanary: ({ count, n }: Counted) =>
    plural(
      n,
      'Its first record is written. Look at it, then let it go on.',
      `Its first ${count} records are written. Look at them, then let it go on.`,
    ),
  holdBackpressure: ({ group, lag, most }: { group: string; lag: string; most: string }) =>
    `Waiting: ${group} is ${lag} behind on the target, and more than ${most} is not wanted.`,
  holdBackpressureUnknown: ({ group }: { group: string }) =>
    `Waiting: how far ${group} is behind on the target is not known.`,
  holdThrottled: ({ ms }: { ms: string }) => `Kafka’s quota slows it down: ${ms} ms between requests.`,
  holdFault: ({ message }: { message: string }) => `Paused by a fault: ${message}`,

  jobFailed: 'The job could not be read',
  back: 'All jobs',
  by: ({ who }: { who: string }) => `by ${who}`,
  why: 'Why',
  parent: 'Writes again what failed in',
  pause: 'Pause',
  pauseTip: 'Within a second nothing more is written; it can be resumed',
  resume: 'Resume',
  goOn: 'Go on',
  abort: 'Abort…',
  abortTitle: 'End it for good?',
  abortReason: 'What it has written stays where it is, and it can never go on. To stop for now, pause it.',
  abortNow: 'Abort now',
  keyPause: 'Pause or resume this job',
  actFailed: ({ message }: { message: string }) => `It was not done: ${message}`,
  report: 'Report',
  reportTip: 'All that is known of the job as one JSON file, for whoever asks later',
  file: 'Download the file',
  records: 'Look at what it wrote',
  recordsTip: 'The target’s messages that bear the id of this job',

  factRead: 'read',
  factWritten: 'written',
  factWouldWrite: 'would be written',
  factFiltered: 'left out',
  factFilteredTip: 'By the filter or the key',
  factSkipped: 'skipped',
  factSkippedTip: 'By the loop guard, or found already written',
  factFailed: 'failed',
  factRate: 'a second',
  factLeft: 'left',
  factEvent: 'Event time reached',
  progress: 'Offsets done',

  tabs: 'What is known of the job',
  tabLanes: 'Partitions',
  tabRate: 'Rate',
  tabWritten: 'Written to',
  tabFailures: 'Failures',
  tabVerify: 'Verification',
  tabPlan: 'Plan',

  lanesTable: 'Partitions of the source',
  lanePartition: 'Partition',
  laneChannel: 'Way through the range',
  laneChannelTip:
    'The gate is the checkpoint: everything before it is done. The water behind it is still to come.',
  laneNext: 'Checkpoint',
  laneNextTip: 'Everything before this offset is done',
  laneTo: 'To',
  laneLeft: 'Left',
  laneEvent: 'Event time',
  laneGaps: 'Gaps',
  laneGap: ({ from, to }: { from: string; to: string }) => `${from} – ${to} were removed`,
  laneGapsMore: ({ n }: { n: number }) => `and ${n} more`,
  laneWords: ({ partition, next, from, to }: { partition: number; next: string; from: string; to: string }) =>
    `Partition ${partition}: done up to ${next}, of ${from} to ${to}`,
  laneOpen: ({ offset }: { offset: string }) => `Messages at ${offset}`,

  rateChart: 'Records a second',
  rateSince: 'Since this page was opened',
  rateNone: 'The first figures come within seconds.',
  rateOver: 'It is over. The rate is drawn while a job runs and this page is open.',
  rateTable: 'As a table',
  ratePicture: 'As a picture',
  rateTime: 'Time',
  rateRecords: 'Records a second',
  rateBytes: 'Bytes a second',

  writtenTable: 'Where it wrote',
  writtenTopic: 'Topic',
  writtenFirst: 'First offset',
  writtenLast: 'Last offset',
  writtenRecords: 'Records',
  writtenNone: 'Nothing was written yet.',
  writtenNoneDry: 'A dry run writes nothing.',
  writtenOthers: 'Others may have written in between.',
  resumedTitle: 'Resumed',
  resumedWords: ({ inFlight, found, duplicates }: { inFlight: string; found: string; duplicates: string }) =>
    `${inFlight} may have been written without our knowing, ${found} of them were found, ${duplicates} were written twice.`,
  unknownCount: 'an unknown number',

  failuresNone: 'Nothing failed.',
  failuresTable: 'Records that failed',
  failuresHead: ({ shown, total }: { shown: string; total: string }) =>
    `The first ${shown} of ${total}. All of them are in the file.`,
  failuresFile: 'All of them as a file',
  failureRecord: 'Record',
  failureReason: 'Why',
  retry: 'Retry these…',
  retryTip: 'Makes a plan of the failed records alone, which is confirmed as every plan is',
  retryLater: 'They can be written again when it is over.',

  verify: 'Verify',
  verifyAgain: 'Verify again',
  verifyTip: 'Reads the selection and the target once more, and compares counts and hashes',
  verifyNone: 'It was not verified yet.',
  verifyNoneReason:
    'A verification reads the selection and the target once more, and compares how many records there are and a hash over them that does not depend on their order.',
  verifyNot: 'There is nothing to verify: a dry run writes nothing.',
  verifyLater: 'It can be verified when it is over.',
  verifyRunning: 'Reading selection and target once more …',
  verifyEqual: 'The same: as many records, and the same hash.',
  verifyDiffers: 'Not the same.',
  verifyUnknown: 'It cannot be told.',
  verifyFailed: ({ message }: { message: string }) => `It could not be verified: ${message}`,
  verifyTable: 'Selection and target',
  verifySide: 'Set',
  verifyExpected: 'What should be there',
  verifyFound: 'What is there',
  verifyRecords: 'Records',
  verifyHash: 'Hash',
  verifyMissing: ({ count, n }: Counted) => plural(n, 'One is missing.', `${count} are missing.`),
  verifyDuplicates: ({ count, n }: Counted) =>
    plural(n, 'One is there twice.', `${count} are there more than once.`),
  verifyExamples: 'Among them, by their place in the source:',

  planSaid: 'What was agreed to',
  planAccepted: 'Accepted',
}
