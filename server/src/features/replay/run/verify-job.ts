import type { RecordPlace } from '@sluice/shared/replay'
import type { ReplayVerify } from '@sluice/shared/replay-job'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { type PlannedReplay, targetClusterOf } from '../replay-parts.ts'
import { eachExpected } from './expected-records.ts'
import type { JobRecord } from './job-record.ts'
import type { WriteItem } from './lane-item.ts'
import { OffsetSet, SPAN_MAX } from './offset-set.ts'
import { cameFrom, readStretch } from './read-stretch.ts'
import type { SessionDeps } from './session-deps.ts'
import { SetHasher } from './set-hash.ts'
import { keyOf } from './written-book.ts'

export interface VerifyOptions {
  record: JobRecord
  planned: PlannedReplay
  /** What the side file names: it was not written. */
  failed: readonly RecordPlace[]
  signal: AbortSignal
  now(): number
}

const EXAMPLES_MAX = 100
const WITHOUT_PROVENANCE =
  'Its records carry no provenance, so that everything in the stretch that it wrote to was counted: where others wrote there too, more is found than it wrote.'
const TOO_WIDE = 'The source spans too many offsets to tell which records are missing or there twice.'

/** Reads the source and what was written once more, and holds both against each other. */
export async function verifyJob(deps: SessionDeps, options: VerifyOptions): Promise<ReplayVerify> {
  const { record, now } = options
  const { spec } = record.plan
  const gateway = deps.gateway(targetClusterOf(record.cluster, spec.target))
  const withTime = spec.fidelity.timestamp.by !== 'now' && !(await anyAppendTime(gateway, record))
  const target = await readTarget(gateway, options, withTime)
  const expected = new SetHasher(withTime)
  const missing = new Places()
  await eachExpected(deps, options, options.signal, (item) => {
    expected.add(item.target, item.record)
    if (target.from?.get(keyOf(item.source))?.has(item.source.record.offset) === false)
      missing.add(placeOf(item))
  })
  const { found, twice } = target
  const same = expected.told().hash === found.told().hash && expected.records === found.records
  // More than expected may be others' where nothing tells whose a record is.
  const unsure = !spec.provenance && found.records > expected.records
  return {
    ...{ state: 'done', at: now(), expected: expected.told(), found: found.told() },
    equal: same ? true : unsure ? null : false,
    missing: target.from === null ? null : `${missing.count}`,
    duplicates: target.from === null ? null : `${twice.count}`,
    examples: [...missing.examples, ...twice.examples].slice(0, EXAMPLES_MAX),
    note: spec.provenance ? (target.from === null ? TOO_WIDE : null) : WITHOUT_PROVENANCE,
    fault: null,
  }
}

interface TargetRead {
  found: SetHasher
  /** Source offsets that were found, by partition; null: not to be told. */
  from: ReadonlyMap<string, OffsetSet> | null
  twice: Places
}

async function readTarget(
  gateway: KafkaGateway,
  { record, signal }: VerifyOptions,
  withTime: boolean,
): Promise<TargetRead> {
  const { spec } = record.plan
  const from = spec.provenance ? setsOf(record) : null
  const found = new SetHasher(withTime)
  const twice = new Places()
  // What others left open would end the reading early, and what they aborted is not of this job.
  const isolation =
    spec.provenance && spec.guarantee !== 'exactly-once' ? 'read_uncommitted' : 'read_committed'
  for (const { topic, partition, first, last } of record.writtenTo) {
    const stretch = { topic, partition, from: BigInt(first), to: BigInt(last) + 1n }
    await readStretch({ gateway, isolation, signal }, stretch, (one) => {
      const origin = spec.provenance ? cameFrom(one.headers, record.id) : null
      if (spec.provenance && origin === null) return
      found.add({ topic, partition }, one)
      if (origin === null || from === null) return
      const { offset, ...id } = origin
      if (from.get(keyOf(id))?.add(offset) === false) twice.add({ ...id, offset: `${offset}` })
    })
  }
  return { found, from, twice }
}

function setsOf({ lanes }: JobRecord): Map<string, OffsetSet> | null {
  const spans = lanes.map((lane) => BigInt(lane.to) - BigInt(lane.from))
  if (spans.reduce((sum, span) => sum + span, 0n) > SPAN_MAX) return null
  return new Map(lanes.map((lane, at) => [keyOf(lane), new OffsetSet(BigInt(lane.from), spans[at] ?? 0n)]))
}

/** Whether a topic sets the times of its records itself. */
async function anyAppendTime(gateway: KafkaGateway, { plan }: JobRecord): Promise<boolean> {
  const key = 'message.timestamp.type'
  const topics = [...new Set(plan.targets.map(({ topic }) => topic))]
  const outcomes = await gateway.describeTopicConfigs(topics, { keys: [key] })
  return outcomes.some(
    (outcome) => outcome.ok && outcome.value.entries.some(({ value }) => value === 'LogAppendTime'),
  )
}

function placeOf({ source }: WriteItem): RecordPlace {
  const { topic, partition, record } = source
  return { topic, partition, offset: `${record.offset}` }
}

class Places {
  count = 0n
  readonly examples: RecordPlace[] = []

  add(place: RecordPlace): void {
    this.count += 1n
    if (this.examples.length < EXAMPLES_MAX) this.examples.push(place)
  }
}
