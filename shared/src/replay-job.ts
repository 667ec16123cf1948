import { z } from 'zod'
import { ClusterName } from './clusters.ts'
import { ItemFault } from './errors.ts'
import { GroupId } from './groups.ts'
import { RecordPlace } from './replay.ts'
import { REPLAY_WARNINGS, ReplayPlan } from './replay-plan.ts'
import { Count, Offset, Partition, Timestamp, TopicName } from './units.ts'

/** Names a job. */
export const ReplayId = z
  .string()
  .regex(/^[a-z0-9]{8,32}$/)
  .meta({ description: 'Id of a replay job', example: 'k3v9q2m7x1ab' })
export type ReplayId = z.infer<typeof ReplayId>

/**
 * `interrupted`: Sluice ended while it ran; it goes on only when a person says so. `completed-with-gaps`: records were
 * removed from the source before they could be read. `failed`: it ended itself, and `fault` says why.
 */
export const REPLAY_STATES = [
  'running',
  'paused',
  'interrupted',
  'aborted',
  'completed',
  'completed-with-gaps',
  'failed',
] as const
export type ReplayState = (typeof REPLAY_STATES)[number]
/** In these a job does not change any more. */
export const ENDED_STATES: readonly ReplayState[] = ['aborted', 'completed', 'completed-with-gaps', 'failed']

/** `dry-run` reads, filters and transforms everything, and writes nothing. */
export const REPLAY_MODES = ['dry-run', 'run'] as const
export type ReplayMode = (typeof REPLAY_MODES)[number]

/** Body of `POST …/replays`. The header `idempotency-key` makes a repeated request one job. */
export const ReplayStart = z.strictObject({
  plan: z.string().min(16).max(100),
  mode: z.enum(REPLAY_MODES).default('run'),
  confirm: z.string().max(1000).default('').describe('The plan’s `confirm`, typed; a dry run wants none'),
  accept: z.array(z.enum(REPLAY_WARNINGS)).max(100).default([]),
  who: z.string().trim().max(200).default(''),
  why: z.string().trim().max(2000).default('').describe('At least three characters; a dry run wants none'),
})
export type ReplayStart = z.infer<typeof ReplayStart>

/** Why a job does not go on at the moment. */
export const ReplayHold = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person') }),
  z.object({ kind: z.literal('canary'), records: Count }),
  z.object({ kind: z.literal('backpressure'), group: GroupId, lag: Count.nullable(), maxLag: z.int() }),
  z.object({ kind: z.literal('throttled'), ms: z.int() }),
  z.object({ kind: z.literal('fault'), fault: ItemFault }),
])
export type ReplayHold = z.infer<typeof ReplayHold>

const counters = {
  read: Count.describe('Records read'),
  written: Count.describe('Records that Kafka has said are written'),
  filtered: Count.describe('Left out by filter or key'),
  skipped: Count.describe('Left out by the loop guard, or found already written'),
  failed: Count.describe('Could not be filtered, transformed or written; they stand in the side file'),
  bytes: Count.describe('Of the records written, as encoded'),
}

/** How far a source partition is. Everything before `next` is done: nothing at or behind it is said to be. */
export const ReplayLane = z.object({
  topic: TopicName,
  partition: Partition,
  from: Offset,
  next: Offset,
  to: Offset,
  ...counters,
  absent: Count.describe('Offsets without a record: compaction, markers, aborted ones left out'),
  eventTime: Timestamp.nullable().describe('Time of the last record done'),
  gaps: z.array(z.object({ from: Offset, to: Offset })).max(100),
})
export type ReplayLane = z.infer<typeof ReplayLane>

/** Where in a target partition the job wrote. Others may have written in between. */
export const ReplayWritten = z.object({
  topic: TopicName,
  partition: Partition,
  first: Offset,
  last: Offset,
  records: Count,
})
export type ReplayWritten = z.infer<typeof ReplayWritten>

/** Hash over a set of records that does not depend on their order: two sets with the same hash and count are the same. */
const SetHash = z.object({ records: Count, hash: z.string() })

/** The selection read and shaped once more, and the target read back. */
export const ReplayVerify = z.object({
  state: z.enum(['running', 'done', 'failed']),
  at: z.int(),
  expected: SetHash.nullable(),
  found: SetHash.nullable(),
  equal: z.boolean().nullable().describe('Null: it cannot be told, and `note` says why'),
  missing: Count.nullable(),
  duplicates: Count.nullable(),
  examples: z
    .array(RecordPlace)
    .max(100)
    .describe('Source places of records that are missing or there twice'),
  note: z.string().nullable(),
  fault: ItemFault.nullable(),
})
export type ReplayVerify = z.infer<typeof ReplayVerify>

/** What was found when a job went on after an interruption. */
export const ReplayResumed = z.object({
  at: z.int(),
  inFlight: Count.nullable().describe(
    'Records that may have been written without our knowing; null: not known',
  ),
  found: Count.nullable().describe('Of them, found in the target by their provenance; null: not looked for'),
  duplicates: Count.nullable().describe('Written twice by this resume; null: not known'),
})

export type ReplayResumed = z.infer<typeof ReplayResumed>

/** A job as a list shows it. */
export const ReplaySummary = z
  .object({
    id: ReplayId,
    cluster: ClusterName,
    name: z.string(),
    mode: z.enum(REPLAY_MODES),
    state: z.enum(REPLAY_STATES),
    hold: ReplayHold.nullable(),
    sources: z.array(TopicName),
    target: z.string().describe('The plan’s `confirm`: what is written to'),
    who: z.string(),
    why: z.string(),
    startedAt: z.int(),
    endedAt: z.int().nullable(),
    ...counters,
    offsetsDone: Count,
    offsetsTotal: Count,
    recordsPerSecond: z.number().nullable(),
    bytesPerSecond: z.number().nullable(),
    etaMs: z.int().nullable(),
    fault: ItemFault.nullable(),
    parent: ReplayId.nullable().describe('The job whose failed records this one writes again'),
  })
  .meta({ id: 'ReplaySummary' })
export type ReplaySummary = z.infer<typeof ReplaySummary>

/** `GET …/replays/{id}` */
export const ReplayJob = ReplaySummary.extend({
  plan: ReplayPlan,
  accepted: z.array(z.enum(REPLAY_WARNINGS)),
  lanes: z.array(ReplayLane),
  writtenTo: z.array(ReplayWritten),
  resumed: z.array(ReplayResumed).max(100),
  verify: ReplayVerify.nullable(),
  failures: z
    .array(RecordPlace.extend({ reason: z.string(), code: z.string() }))
    .describe('The first hundred; all of them are in the side file'),
  file: z.boolean().describe('Whether it has written a file that can be fetched'),
}).meta({ id: 'ReplayJob' })
export type ReplayJob = z.infer<typeof ReplayJob>

/** `GET …/replays`, newest first. */
export const ReplayList = z.object({ replays: z.array(ReplaySummary), next: ReplayId.nullable() })
export type ReplayList = z.infer<typeof ReplayList>

/** `GET …/replays/{id}/report`: the job with the software that did it; what is handed to an auditor. */
export const ReplayReport = z
  .object({ sluice: z.string(), at: z.int(), clusterId: z.string().nullable(), job: ReplayJob })
  .meta({ id: 'ReplayReport' })
export type ReplayReport = z.infer<typeof ReplayReport>

/** Event of the tab’s stream: the summaries of jobs that changed, whole. */
export const REPLAY_EVENT = 'replay.jobs'
export const ReplayEvent = z.object({ jobs: z.array(ReplaySummary) }).meta({ id: 'ReplayEvent' })
export type ReplayEvent = z.infer<typeof ReplayEvent>
