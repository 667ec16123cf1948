import { setTimeout as sleep } from 'node:timers/promises'
import type { Admin, Kafka } from 'kafkajs'
import { eventLog } from '../kafka/make-topics.ts'
import { Outage, persist } from '../kafka/persist.ts'
import { createClient } from '../kafka/quiet-kafkajs.ts'
import { type Report, reportToStderr } from '../kafka/report.ts'
import type { Truth } from '../truth.ts'
import { LiveService } from './live/live-service.ts'
import { drawPlan, type PlanOptions } from './plan/draw-plan.ts'
import type { SystemPlan } from './plan/system-plan.ts'
import { truthOfPlan } from './truth.ts'

export interface SyntheticOptions extends Partial<PlanOptions> {
  brokers: readonly string[]
  /** Whether topics of the plan that are there already are written to; a start is refused otherwise. */
  existing?: 'refuse' | 'use'
  report?: Report
  /** Ends a start that is still waiting for Kafka. */
  signal?: AbortSignal
}

export interface RunningSynthetic {
  readonly plan: SystemPlan
  readonly truth: Truth
  /** Ends what is written, leaves every group and closes every connection. */
  stop(): Promise<void>
}

export const DEFAULTS: PlanOptions = {
  services: 300,
  topics: 500,
  shape: 'domains',
  seed: 20_261_122,
  everyMs: 5_000,
}

/** Services that connect and join at once: more would only wait for one another. */
const AT_ONCE = 16
const TOPICS_AT_ONCE = 50
/** kafkajs asks again for every topic that an admin ever asked for: so none asks for many. */
const SERVICES_AN_ADMIN = 25
/** Of nobody: it is only asked for. */
const FIRST_GROUP = 'synthetic-setup'
const TRUE_WITHIN_MS = 120_000
const STOP_DEADLINE_MS = 8_000

/** Starts every service of a drawn system on one Kafka; resolves when all that its truth says is so. */
export async function startSynthetic(options: SyntheticOptions): Promise<RunningSynthetic> {
  const { brokers, report = reportToStderr('synthetic'), existing = 'refuse' } = options
  const plan = drawPlan({ ...DEFAULTS, ...options })
  const ending = new AbortController()
  const signal = options.signal ? AbortSignal.any([options.signal, ending.signal]) : ending.signal
  const outage = new Outage(report)
  const clientFor = (clientId: string): Kafka => createClient(brokers, clientId, report)
  const common = { clientFor, outage, report, signal }
  const admins = Array.from({ length: Math.ceil(plan.services.length / SERVICES_AN_ADMIN) }, () =>
    clientFor('synthetic-setup').admin(),
  )
  const services = admins.flatMap((admin, turn) => {
    const from = turn * SERVICES_AN_ADMIN
    const some = plan.services.slice(from, from + SERVICES_AN_ADMIN)
    return some.map((service, at) => new LiveService(service, { ...common, admin }, from + at))
  })
  const stop = async (): Promise<void> => {
    ending.abort()
    const all = async (): Promise<void> => {
      await Promise.all(services.map((service) => service.close()))
      await Promise.all(admins.map((admin) => admin.disconnect()))
    }
    await Promise.race([all(), sleep(STOP_DEADLINE_MS, undefined, { ref: false })])
  }
  try {
    await Promise.all(admins.map((admin) => persist(() => admin.connect(), common)))
    await setUp(clientFor('synthetic-setup').admin(), plan, { existing, ...common })
    await openAll(services)
    await untilTrue(services, signal)
    return { plan, truth: truthOfPlan(plan), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function setUp(
  admin: Admin,
  plan: SystemPlan,
  common: { existing: 'refuse' | 'use'; outage: Outage; signal: AbortSignal },
): Promise<void> {
  try {
    await persist(() => admin.connect(), common)
    await refuseExisting(admin, plan, common.existing)
    await makeTopics(admin, plan, common)
    // The first to ask for a group has Kafka make the topic of all commits, which takes a while: one waits, not all.
    await persist(() => admin.fetchOffsets({ groupId: FIRST_GROUP }), common)
  } finally {
    await admin.disconnect()
  }
}

async function refuseExisting(admin: Admin, plan: SystemPlan, existing: 'refuse' | 'use'): Promise<void> {
  if (existing === 'use') return
  const there = new Set(await admin.listTopics())
  const taken = plan.topics.filter(({ topic }) => there.has(topic)).map(({ topic }) => topic)
  if (taken.length === 0) return
  const some = taken.slice(0, 3).join(', ')
  throw new Error(
    `${taken.length} of its topics are there already (${some}); "--existing use" writes to them`,
  )
}

async function makeTopics(
  admin: Admin,
  { topics }: SystemPlan,
  context: { outage: Outage; signal: AbortSignal },
): Promise<void> {
  const config = eventLog({ hours: 24, megabytes: 4 })
  for (let from = 0; from < topics.length; from += TOPICS_AT_ONCE) {
    const some = topics.slice(from, from + TOPICS_AT_ONCE)
    await persist(async () => {
      await admin.createTopics({
        waitForLeaders: true,
        timeout: 30_000,
        topics: some.map(({ topic, partitions }) => ({
          topic,
          numPartitions: partitions,
          replicationFactor: -1,
          configEntries: config,
        })),
      })
    }, context)
  }
}

async function openAll(services: readonly LiveService[]): Promise<void> {
  const waiting = services.values()
  const openNext = async (): Promise<void> => {
    for (const service of waiting) await service.open()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, openNext))
}

/** Streams reach the last service of a long chain only after a while. */
async function untilTrue(services: readonly LiveService[], signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + TRUE_WITHIN_MS
  for (;;) {
    const missing = services.flatMap((service) => service.missing ?? [])
    if (missing.length === 0) return
    if (Date.now() > deadline)
      throw new Error(`after two minutes ${missing.length} services wait: ${missing.slice(0, 3).join('; ')}`)
    await sleep(200, undefined, { signal })
  }
}
