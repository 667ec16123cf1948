import type { ReplaySpecInput } from '@sluice/shared/replay'
import { REPLAY_WARNINGS, type ReplayWarningCode } from '@sluice/shared/replay-plan'
import { afterEach, describe, expect, it } from 'vitest'
import type { MemoryClusterSpec } from '#kafka/memory/memory-spec.ts'
import type { PlannerDeps } from './planner-deps.ts'
import { into, memoryStage, NOW, recordsOf, type Stage } from './testing/memory-planner.ts'

interface Trap {
  code: ReplayWarningCode
  severity: 'block' | 'accept' | 'note'
  of: string
  spec?: MemoryClusterSpec
  changes?: Partial<PlannerDeps>
  input: Partial<ReplaySpecInput>
  arrange?(stage: Stage): void
}

const DAY = 86_400_000
const topic = (configs: Record<string, string>, partitions = 2): MemoryClusterSpec => ({
  topics: [{ name: 'target', partitions, configs }],
})
const fill: Trap['arrange'] = ({ gateway }) => void gateway.append('target', 0, recordsOf(1))
const old: Trap['arrange'] = ({ gateway }) =>
  void gateway.append(
    'orders',
    0,
    recordsOf(3, () => ({ timestamp: BigInt(NOW - 30 * DAY) })),
  )
const bySource = (more: object) => ({ source: { topics: ['orders'], ...more } })
const target = { target: into('target') }

const TRAPS: Trap[] = [
  {
    code: 'target-compacted-regress',
    severity: 'accept',
    of: 'a compacted target that holds records',
    spec: topic({ 'cleanup.policy': 'compact' }),
    input: target,
    arrange: fill,
  },
  {
    code: 'target-compacted-null-key',
    severity: 'block',
    of: 'null keys for a compacted target',
    spec: topic({ 'cleanup.policy': 'compact' }),
    input: { ...target, transform: { key: { by: 'none' } } },
  },
  {
    code: 'target-log-append-time',
    severity: 'note',
    of: 'a target that sets its own times',
    spec: topic({ 'message.timestamp.type': 'LogAppendTime' }),
    input: target,
  },
  {
    code: 'target-log-append-time',
    severity: 'accept',
    of: 'a target that sets its own times, with no header that keeps them',
    spec: topic({ 'message.timestamp.type': 'LogAppendTime' }),
    input: { ...target, provenance: false },
  },
  {
    code: 'target-retention-deletes',
    severity: 'accept',
    of: 'records older than the target keeps any',
    spec: topic({}),
    input: target,
    arrange: old,
  },
  {
    code: 'target-retention-deletes',
    severity: 'accept',
    of: 'the same in a sandbox, which gets its source’s retention',
    spec: { topics: [{ name: 'brief', configs: { 'retention.ms': '1000' } }] },
    input: {
      source: { topics: ['brief'] },
      target: { kind: 'sandbox', topics: [{ source: 'brief', target: 'brief-2' }] },
    },
    arrange: ({ gateway }) => void gateway.append('brief', 0, recordsOf(1)),
  },
  {
    code: 'target-timestamp-before',
    severity: 'block',
    of: 'times that the target refuses as too old',
    spec: topic({ 'message.timestamp.before.max.ms': '1000' }),
    input: target,
  },
  {
    code: 'target-timestamp-before',
    severity: 'block',
    of: 'the same by the older setting',
    spec: topic({ 'message.timestamp.difference.max.ms': '1000' }),
    input: target,
  },
  {
    code: 'target-timestamp-after',
    severity: 'block',
    of: 'times that the target refuses as too new',
    spec: topic({ 'message.timestamp.after.max.ms': '3600000' }),
    input: { ...target, fidelity: { timestamp: { by: 'shift', ms: DAY } } },
  },
  {
    code: 'target-fewer-partitions',
    severity: 'block',
    of: 'partitions kept that the target lacks',
    spec: topic({}, 1),
    input: target,
  },
  {
    code: 'target-fewer-partitions',
    severity: 'block',
    of: 'a fixed partition that the target lacks',
    spec: topic({}, 1),
    input: { ...target, fidelity: { partition: { by: 'fixed', partition: 4 } } },
  },
  {
    code: 'target-fewer-partitions',
    severity: 'block',
    of: 'a fixed partition that a sandbox will lack',
    input: { fidelity: { partition: { by: 'fixed', partition: 2 } } },
  },
  {
    code: 'target-more-partitions',
    severity: 'note',
    of: 'partitions kept in a wider target',
    spec: topic({}, 8),
    input: target,
  },
  {
    code: 'target-record-too-large',
    severity: 'accept',
    of: 'records larger than the target takes',
    spec: topic({ 'max.message.bytes': '150' }),
    input: target,
  },
  {
    code: 'target-min-isr',
    severity: 'accept',
    of: 'too few replicas in sync',
    spec: topic({ 'min.insync.replicas': '2' }),
    input: target,
  },
  {
    code: 'target-missing',
    severity: 'block',
    of: 'a topic that is not there',
    input: { target: into('nowhere') },
  },
  {
    code: 'target-missing',
    severity: 'block',
    of: 'an endpoint that is not configured',
    input: { target: { kind: 'http', endpoint: 'nowhere' } },
  },
  {
    code: 'target-exists',
    severity: 'block',
    of: 'a sandbox whose name is taken',
    spec: { topics: [{ name: 'orders-replay' }] },
    input: {},
  },
  {
    code: 'target-internal',
    severity: 'block',
    of: 'a topic of Kafka itself',
    spec: { topics: [{ name: '__consumer_offsets', internal: true, partitions: 2 }] },
    input: { target: into('__consumer_offsets') },
  },
  {
    code: 'target-internal',
    severity: 'accept',
    of: 'a changelog of Streams',
    spec: { topics: [{ name: 'app-store-changelog', partitions: 2 }] },
    input: { target: into('app-store-changelog') },
  },
  {
    code: 'target-not-authorized',
    severity: 'block',
    of: 'a target that may not be seen',
    spec: { ...topic({}), denied: { topics: ['target'] } },
    input: target,
  },
  {
    code: 'target-is-source',
    severity: 'accept',
    of: 'the source as its own target',
    input: { target: { kind: 'same' } },
  },
  {
    code: 'source-retention',
    severity: 'accept',
    of: 'a source that may lose records before they are read',
    input: { source: { topics: ['brief'] }, target: into('orders') },
    spec: { topics: [{ name: 'brief', configs: { 'retention.ms': '61000' } }] },
    arrange: ({ gateway }) => void gateway.append('brief', 0, recordsOf(1)),
  },
  {
    code: 'source-compacted',
    severity: 'note',
    of: 'a compacted source',
    input: { source: { topics: ['target'] }, target: into('orders') },
    spec: topic({ 'cleanup.policy': 'compact' }),
    arrange: fill,
  },
  {
    code: 'source-partial',
    severity: 'accept',
    of: 'a partition without a leader',
    input: {},
    arrange: ({ gateway }) => gateway.setOffline('orders', 1, true),
  },
  {
    code: 'source-partial',
    severity: 'note',
    of: 'a partition that the position leaves out',
    input: bySource({ from: { offsets: { 0: '3' } } }),
  },
  {
    code: 'source-open-transaction',
    severity: 'note',
    of: 'a transaction that is open',
    input: {},
    arrange: ({ gateway }) => void gateway.begin().append('orders', 0, recordsOf(2)),
  },
  {
    code: 'source-aborted-included',
    severity: 'accept',
    of: 'aborted records taken along',
    input: bySource({ isolation: 'read_uncommitted' }),
  },
  {
    code: 'source-transactions-split',
    severity: 'note',
    of: 'records of transactions',
    input: {},
    arrange: ({ gateway }) => {
      const transaction = gateway.begin()
      transaction.append('orders', 0, recordsOf(2))
      transaction.commit()
    },
  },
  {
    code: 'key-moved-partitions',
    severity: 'accept',
    of: 'keys in several partitions, sent to one',
    spec: topic({}),
    input: { ...target, fidelity: { partition: { by: 'key' } } },
  },
  {
    code: 'timestamps-mixed',
    severity: 'note',
    of: 'old times among new ones',
    spec: topic({ 'retention.ms': '-1' }),
    input: target,
    arrange: (stage) => {
      fill(stage)
      old(stage)
    },
  },
  {
    code: 'loop',
    severity: 'block',
    of: 'a job that writes back what this one writes',
    spec: topic({}),
    input: target,
    changes: {
      running: () => [{ cluster: 'local', targetCluster: 'local', sources: ['target'], targets: ['orders'] }],
    },
  },
  {
    code: 'loop-count',
    severity: 'note',
    of: 'records that came back too often',
    input: {},
    arrange: ({ gateway }) => {
      const headers = [{ key: 'sluice-replay-count', value: Buffer.from('3') }]
      gateway.append(
        'orders',
        0,
        recordsOf(1, () => ({ headers })),
      )
    },
  },
  {
    code: 'tombstones',
    severity: 'note',
    of: 'null values',
    input: {},
    arrange: ({ gateway }) =>
      void gateway.append(
        'orders',
        0,
        recordsOf(1, () => ({ value: null })),
      ),
  },
  { code: 'no-provenance', severity: 'note', of: 'no provenance', input: { provenance: false } },
  {
    code: 'no-provenance',
    severity: 'block',
    of: 'a promise that needs provenance',
    input: { provenance: false, guarantee: 'no-duplicates' },
  },
  {
    code: 'exactly-once-unavailable',
    severity: 'block',
    of: 'exactly-once into another cluster',
    input: { target: into('copy', 'other'), guarantee: 'exactly-once' },
  },
  {
    code: 'exactly-once-unavailable',
    severity: 'block',
    of: 'exactly-once into a file',
    input: { target: { kind: 'file', format: 'ndjson' }, guarantee: 'exactly-once' },
  },
  {
    code: 'filter-errors',
    severity: 'accept',
    of: 'a filter that fails',
    input: bySource({ filter: { cel: 'value.nothing > 1' } }),
  },
  {
    code: 'transform-errors',
    severity: 'accept',
    of: 'a change that fails',
    input: { transform: { value: { by: 'cel', cel: 'value.nothing' } } },
  },
  {
    code: 'origin-unknown',
    severity: 'block',
    of: 'no record that names an origin',
    input: { target: { kind: 'origin' } },
  },
  {
    code: 'origin-unknown',
    severity: 'accept',
    of: 'some records that name no origin',
    spec: topic({}),
    input: { target: { kind: 'origin' } },
    arrange: ({ gateway }) => {
      const headers = [{ key: '__connect.errors.topic', value: Buffer.from('target') }]
      gateway.append(
        'orders',
        0,
        recordsOf(1, () => ({ headers })),
      )
    },
  },
  {
    code: 'not-all-read',
    severity: 'note',
    of: 'a selection too large to be looked at',
    spec: { topics: [{ name: 'huge' }] },
    input: { source: { topics: ['huge'] }, target: into('orders') },
    arrange: ({ gateway }) => {
      gateway.append('huge', 0, recordsOf(600))
      gateway.appendBytes('huge', 0, Buffer.alloc(0), 300_000n)
      gateway.append('huge', 0, recordsOf(600))
    },
  },
]
/** Cannot be told: no cluster says what quota a user has, and all that Sluice speaks to know every codec. */
const NEVER: ReplayWarningCode[] = ['quota', 'codec-unsupported']

let stage: Stage
afterEach(() => stage.close())

describe('warnings of a plan', () => {
  it.each(TRAPS)('$code ($severity): $of', async ({ code, severity, spec, changes, input, arrange }) => {
    stage = memoryStage(spec, changes)
    arrange?.(stage)
    const { warnings, allowed } = await stage.plan(input)
    const found = warnings.filter((one) => one.code === code)
    expect(found.map((one) => one.severity)).toContain(severity)
    for (const { message } of found) expect(message).toMatch(/^["A-Z0-9].*\.$/s)
    if (severity === 'block') expect(allowed).toBe(false)
  })

  it('are none for a plain copy into a sandbox', async () => {
    stage = memoryStage()
    expect(await stage.codes({})).toEqual({})
  })

  it('are all shown here, but for those that nobody can know of', () => {
    stage = memoryStage()
    const shown = new Set([...TRAPS.map(({ code }) => code), ...NEVER])
    expect(REPLAY_WARNINGS.filter((code) => !shown.has(code))).toEqual([])
  })
})
