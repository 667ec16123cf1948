import { createHash } from 'node:crypto'
import { ReplaySpec, type ReplaySpecInput } from '@sluice/shared/replay'
import { ENDED_STATES, type ReplayJob, type ReplayMode } from '@sluice/shared/replay-job'
import type { ReplayPlan } from '@sluice/shared/replay-plan'
import { testFilters } from '#filters/testing/test-filters.ts'
import { AppError } from '#http/app-error.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import type { KafkaWriter } from '#kafka/writer.ts'
import { AuditLog } from '#store/audit-log.ts'
import type { Store } from '#store/open-store.ts'
import { ReplayJobTable } from '#store/replay-jobs.ts'
import { temporaryFolder, temporaryStore } from '#store/testing/temporary-store.ts'
import type { PlannedReplay, ReplayPlanner, ReplaySinks } from '../../replay-parts.ts'
import { createShaper } from '../../shape/create-shaper.ts'
import { JobAudit } from '../job-audit.ts'
import { newOwner } from '../lease.ts'
import { ReplayChecks } from '../replay-checks.ts'
import { ReplayJobs } from '../replay-jobs.ts'

export interface BenchOptions {
  gateway: KafkaGateway
  writer: KafkaWriter
  store?: Store
  folder?: string
  sinks?: ReplaySinks
  owner?: string
}

const CLUSTER = 'local'
const noSinks: ReplaySinks = {
  open: () => Promise.reject(new AppError('BAD_REQUEST', 'There is no sink in this test.')),
  file: async () => null,
}

/** Jobs of replay on any cluster, with plans that are made of a spec without a look at anything but the ends. */
export function replayBench(options: BenchOptions) {
  const { gateway, writer, sinks = noSinks } = options
  const store = options.store ?? temporaryStore().store
  const audit = new AuditLog(store)
  const errors: [string, unknown][] = []
  const onError = (event: string, error: unknown) => void errors.push([event, error])
  const filters = testFilters()
  const planner = testPlanner(gateway, filters)
  const jobs = new ReplayJobs({
    ...{ planner, sinks, filters, onError },
    gateway: () => gateway,
    writer: () => writer,
    table: new ReplayJobTable(store),
    audit: new JobAudit({ audit, log: () => {}, onError, now: Date.now }),
    folder: options.folder ?? temporaryFolder(),
    owner: options.owner ?? newOwner(),
  })
  const checks = new ReplayChecks({
    ...{ planner, sinks, filters, onError, jobs },
    gateway: () => gateway,
    writer: () => writer,
    plan: async (_cluster, spec) => await planner.make(spec),
  })
  const begin = async (spec: ReplaySpecInput, mode: ReplayMode = 'run') => {
    const { plan, confirm } = await planner.make(spec)
    const request = { plan, mode, confirm, accept: [], who: 'mina', why: 'a test' }
    return await jobs.start(CLUSTER, request, {
      key: null,
      parent: null,
      signal: AbortSignal.timeout(60_000),
    })
  }
  const until = async (id: string, done: (job: ReplayJob) => boolean, withinMs = 30_000) => {
    const late = performance.now() + withinMs
    for (;;) {
      const job = jobs.directory.get(CLUSTER, id)
      if (done(job)) return job
      if (performance.now() > late) throw new Error(`Waited in vain: ${JSON.stringify({ ...job, plan: 0 })}`)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  const ended = (id: string) => until(id, ({ state }) => ENDED_STATES.includes(state))
  const halted = (id: string) => until(id, ({ state }) => state !== 'running')
  const run = async (spec: ReplaySpecInput, mode: ReplayMode = 'run') => {
    const { id } = await begin(spec, mode)
    return await halted(id)
  }
  const audited = () => audit.page(CLUSTER, { target: null, before: null, limit: 100 }).rows
  return { jobs, checks, planner, store, errors, begin, run, ended, halted, until, audited }
}

/** Plans everything between the log's ends, warns of nothing and makes no topics. */
function testPlanner(gateway: KafkaGateway, filters: ReturnType<typeof testFilters>) {
  const plans = new Map<string, ReplayPlan>()
  const make = async (input: ReplaySpecInput): Promise<ReplayPlan> => {
    const spec = ReplaySpec.parse(input)
    const plan = await planOf(gateway, spec)
    plans.set(plan.plan, plan)
    return plan
  }
  const partitions = new Map<string, number>()
  const restore = (cluster: string, plan: ReplayPlan): PlannedReplay => {
    for (const { topic, partitions: count } of plan.targets) partitions.set(topic, count ?? 1)
    return { plan, cluster, topicIds: new Map() }
  }
  const planner: ReplayPlanner = {
    confirm: async (cluster, plan) => {
      const found = plans.get(plan)
      if (found === undefined) throw new AppError('PLAN_CHANGED', 'The plan is not known.')
      return restore(cluster, found)
    },
    restore,
    prepareTargets: async (planned) => planned,
    shaper: async ({ plan, cluster }, replayId) =>
      createShaper({
        ...{ spec: plan.spec, cluster, replayId, runner: filters, now: Date.now },
        partitions,
        secret: Buffer.alloc(32, 1),
      }),
  }
  return { ...planner, make }
}

async function planOf(gateway: KafkaGateway, spec: ReplaySpec): Promise<ReplayPlan> {
  const { target, source } = spec
  const names =
    target.kind === 'topic'
      ? [target.topic]
      : target.kind === 'sandbox'
        ? target.topics.map((one) => one.target)
        : []
  const described = async (topics: string[]) =>
    (await gateway.describeTopics(topics)).flatMap((one) => (one.ok ? [one.value] : []))
  const sources = await described([...source.topics])
  const targets = names.length === 0 ? [] : await described(names)
  const asked = sources.flatMap(({ name, partitions }) =>
    partitions.map(({ partition }) => ({ topic: name, partition })),
  )
  const at = async (position: 'earliest' | 'latest') =>
    (
      await gateway.listOffsets(
        asked.map((id) => ({ ...id, at: position })),
        { isolation: source.isolation },
      )
    ).map((one) => (one.ok ? (one.value.offset ?? 0n) : 0n))
  const [starts, ends] = [await at('earliest'), await at('latest')]
  const ranges = asked.map((id, index) => {
    const [from, to] = [`${starts[index] ?? 0n}`, `${ends[index] ?? 0n}`]
    return { ...id, from, to, logStart: from, logEnd: to }
  })
  const body = {
    ...{ at: Date.now(), expiresAt: Date.now() + 600_000, spec, ranges, blast: [], blastFault: null },
    sources: sources.map(({ name, topicId, partitions }) => ({
      topic: name,
      topicId,
      partitions: partitions.length,
    })),
    targets: targets.map(({ name, topicId, partitions }) => ({
      ...{ cluster: CLUSTER, topic: name, exists: true, topicId, partitions: partitions.length, configs: [] },
    })),
    survey: {
      ...{
        whole: false,
        looked: '0',
        records: '0',
        bytes: null,
        tombstones: null,
        nullKeys: null,
        keys: null,
      },
      ...{ largest: null, oversize: null, matched: null, first: null, last: null, outOfOrder: null },
    },
    ...{ warnings: [], allowed: true, readOnly: null, preview: [], verbatim: false, durationMs: null },
    confirm: names.join(', '),
  }
  return { plan: createHash('sha256').update(JSON.stringify(body)).digest('hex'), ...body }
}
