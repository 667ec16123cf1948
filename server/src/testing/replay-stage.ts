import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { KafkaCluster } from '@sluice/demo/kafka/start-kafka.ts'
import { ReplaySpec, type ReplaySpecInput } from '@sluice/shared/replay'
import type { ReplayJob } from '@sluice/shared/replay-job'
import type { ReplayPlan } from '@sluice/shared/replay-plan'
import { BufferShares } from '#features/messages/buffer-shares.ts'
import { createCursorCodec } from '#features/messages/cursor.ts'
import { createReplayPlanner } from '#features/replay/plan/replay-planner.ts'
import { JobAudit } from '#features/replay/run/job-audit.ts'
import { newOwner } from '#features/replay/run/lease.ts'
import { ReplayJobs } from '#features/replay/run/replay-jobs.ts'
import { createReplaySinks } from '#features/replay/sinks/replay-sinks.ts'
import { testFilters } from '#filters/testing/test-filters.ts'
import { createRealGateway } from '#kafka/real/real-gateway.ts'
import { createRealWriter } from '#kafka/real/real-writer.ts'
import { connectionTo } from '#kafka/testing/connection-to.ts'
import { AuditLog } from '#store/audit-log.ts'
import { Store } from '#store/open-store.ts'
import { ReplayJobTable } from '#store/replay-jobs.ts'

const CLUSTER = 'local'
const DEADLINE_MS = 60_000

/** All that replays on a real Kafka: the planner with its warnings, and runners on one store. */
export function replayStage(kafka: KafkaCluster) {
  const connection = connectionTo(kafka.bootstrap)
  const gateway = createRealGateway(connection)
  const writer = createRealWriter(connection)
  const folder = mkdtempSync(join(tmpdir(), 'sluice-replays-'))
  const quiet = () => {}
  const store = new Store({
    dataDir: folder,
    maxBytes: 64 << 20,
    log: { info: quiet, warn: quiet, error: quiet },
  })
  const filters = testFilters()
  const errors: unknown[] = []
  const onError = (_event: string, error: unknown) => void errors.push(error)
  const planner = createReplayPlanner({
    clusters: { get: (name) => ({ name, gateway, writes: { writer } }) },
    scan: { cursors: createCursorCodec(Buffer.alloc(32, 7)), buffers: new BufferShares() },
    ...{ filters, board: () => null, running: () => [], endpoints: [], secret: Buffer.alloc(32, 1) },
    now: Date.now,
  })
  const runner = (now: () => number = Date.now) =>
    new ReplayJobs({
      ...{ planner, filters, onError, folder, now, owner: newOwner() },
      sinks: createReplaySinks({ folder, endpoints: [] }),
      gateway: () => gateway,
      writer: () => writer,
      table: new ReplayJobTable(store),
      audit: new JobAudit({ audit: new AuditLog(store), log: () => {}, onError, now: Date.now }),
    })
  const jobs = runner()

  const plan = (spec: ReplaySpecInput) =>
    planner.plan(CLUSTER, ReplaySpec.parse(spec), AbortSignal.timeout(DEADLINE_MS))
  /** As a person who accepts whatever is warned of. */
  const start = async (planned: ReplayPlan) => {
    const accept = planned.warnings.map(({ code }) => code)
    const { plan: hash, confirm } = planned
    const request = { plan: hash, mode: 'run' as const, confirm, accept, who: 'mina', why: 'a test' }
    const options = { key: null, parent: null, signal: AbortSignal.timeout(DEADLINE_MS) }
    return await jobs.start(CLUSTER, request, options)
  }
  const begin = async (spec: ReplaySpecInput) => await start(await plan(spec))
  const until = async (id: string, done: (job: ReplayJob) => boolean, of = jobs) => {
    const late = performance.now() + DEADLINE_MS
    for (;;) {
      const job = of.directory.get(CLUSTER, id)
      if (done(job)) return job
      if (performance.now() > late) throw new Error(`Waited in vain: ${JSON.stringify({ ...job, plan: 0 })}`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  const halted = (id: string, of = jobs) => until(id, ({ state }) => state !== 'running', of)
  const run = async (spec: ReplaySpecInput) => await halted((await begin(spec)).id)
  const close = async () => {
    await jobs.shutdown()
    filters.close()
    await writer.close()
    await gateway.close()
    store.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { gateway, writer, jobs, runner, plan, start, begin, until, halted, run, close, errors }
}

export type ReplayStage = ReturnType<typeof replayStage>
