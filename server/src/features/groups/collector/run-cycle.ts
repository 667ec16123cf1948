import type { CollectorHealth } from '@sluice/shared/groups'
import type { KafkaGateway } from '#kafka/gateway.ts'
import type { GroupReads } from '#kafka/groups.ts'
import { KafkaFault, toItemFault } from '#kafka/kafka-fault.ts'
import type { NextRecords } from '../figures/next-record.ts'
import type { CycleReport } from '../lag-board.ts'
import { evaluateGroup } from './evaluate-group.ts'
import type { GroupRecord } from './group-record.ts'
import type { GroupWatch } from './group-watch.ts'
import { GRACE } from './judge-row.ts'
import type { LagMemory } from './lag-memory.ts'
import { isLeftOut, markLeftOut } from './left-out.ts'
import type { TopicEntry } from './partition-book.ts'
import type { NextPeeker } from './peek-next.ts'
import { isDue } from './poll-tiers.ts'
import { readCommits } from './read-commits.ts'
import { readConfigs } from './read-configs.ts'
import { readEnds } from './read-ends.ts'
import { dueForMembers, readMembers } from './read-members.ts'
import { readMessageSizes } from './read-message-sizes.ts'
import { dueForStarts, readStarts } from './read-starts.ts'
import { readTopics } from './read-topics.ts'
import { Slices } from './slices.ts'
import { takeListing } from './take-listing.ts'

export interface CycleDeps {
  gateway: KafkaGateway
  memory: LagMemory
  watch: GroupWatch
  next: NextRecords
  peeker: NextPeeker
  intervalMs: number
  windowMs: number
  callMs: number
  now: () => number
}

export interface CycleResult extends CycleReport {
  faults: CollectorHealth['faults']
  /** Milliseconds by phase. */
  phases: Record<string, number>
  /** Nothing could be read: all figures are those of an earlier cycle. */
  failed: boolean
}

/** One round: groups, their commits, and only then the ends, so that a commit never lies beyond an end read before it. */
export async function runCycle(
  deps: CycleDeps,
  { cycle, whole, signal }: { cycle: number; whole: boolean; signal: AbortSignal },
): Promise<CycleResult> {
  const { gateway, memory, watch, now } = deps
  const limits = { signal, timeoutMs: deps.callMs }
  const phases: Record<string, number> = {}
  const timed = stopwatch(phases)
  const result = { at: now(), cycle, changed: [], appeared: [], vanished: [], phases }
  const listed = await timed('groups', listGroups(gateway, limits))
  if (listed instanceof KafkaFault) {
    const faults = [{ ...toItemFault(listed), brokerId: null }]
    return { ...result, faults, events: watch.take(), failed: true }
  }
  // Nothing under way holds a topic now.
  memory.forgetUnread()
  const listing = takeListing(memory, listed, { cycle, now: now(), watch })
  const tiers = { intervalMs: deps.intervalMs, rows: memory.rows.size, now: now() }
  const due = [...memory.groups.values()].filter((record) => whole || isDue(record, tiers))
  const members = readMembers(gateway, dueForMembers(memory.groups.values(), now()), watch, {
    ...limits,
    now,
  })
  const commits = readCommits({ gateway, memory }, due, members, { ...limits, now, whole })
  const [read] = await Promise.all([timed('commits', commits), timed('members', members)])
  await readLogs(deps, read, { cycle, timed, ...limits })
  await timed('records', deps.peeker.peek(read, now(), signal))
  const changed = await timed('figures', evaluateAll(deps, read))
  for (const record of memory.groups.values())
    if (isLeftOut(record) && markLeftOut(memory, record, watch, now())) changed.push(record.group)
  return {
    ...result,
    at: now(),
    changed,
    appeared: listing.appeared,
    vanished: listing.vanished,
    events: watch.take(),
    faults: listing.faults,
    failed: false,
  }
}

type Timed = <T>(phase: string, work: Promise<T>) => Promise<T>

/** Writes down how long each phase took. */
function stopwatch(phases: Record<string, number>): Timed {
  return async (phase, work) => {
    const from = performance.now()
    const value = await work
    phases[phase] = Math.round(performance.now() - from)
    return value
  }
}

/** The borders of the logs that the groups read. Each part of it waits for all of its own, whatever fails. */
async function readLogs(
  deps: CycleDeps,
  read: readonly GroupRecord[],
  { cycle, timed, ...limits }: { cycle: number; timed: Timed; signal: AbortSignal; timeoutMs: number },
): Promise<void> {
  const { gateway, memory, watch, now } = deps
  const { book, blockers } = memory
  const parts = wantedParts(memory, read, cycle)
  const topics = [...new Set(parts.map((part) => book.topicOfPart(part)))]
  await timed('topics', readTopics(gateway, memory, inTurn(topics, cycle), { ...limits, watch, now }))
  const there = parts.filter((part) => !book.topicOfPart(part).gone)
  const asked = { ...limits, now: now() }
  const offsets = async (): Promise<void> => {
    await timed('ends', readEnds(gateway, book, there, limits, now))
    const due = dueForStarts(memory, read, there, now())
    await timed('starts', readStarts(gateway, book, due, limits, now))
  }
  const settings = [readConfigs(gateway, topics, asked), readMessageSizes(gateway, book, topics, asked)]
  await Promise.all([offsets(), timed('configs', Promise.all(settings))])
  const held = { ...limits, now: now() }
  await timed('transactions', blockers.read(gateway, book, there, deps.windowMs * GRACE, held))
}

/** So many are looked at in a cycle; more take turns, but for those never seen. */
const TOPICS_AT_ONCE = 2_000

function inTurn(topics: readonly TopicEntry[], cycle: number): TopicEntry[] {
  const turns = Math.max(1, Math.ceil(topics.length / TOPICS_AT_ONCE))
  const unseen = ({ topicId, fault, gone }: TopicEntry) => topicId === null || fault !== null || gone
  return topics.filter((topic) => unseen(topic) || topic.index % turns === cycle % turns)
}

async function listGroups(
  gateway: GroupReads,
  limits: { signal: AbortSignal; timeoutMs: number },
): Promise<Awaited<ReturnType<GroupReads['listGroups']>> | KafkaFault> {
  try {
    const outcomes = await gateway.listGroups(limits)
    const failed = outcomes.find((outcome) => !outcome.ok)
    return failed !== undefined && outcomes.every(({ ok }) => !ok) ? failed.fault : outcomes
  } catch (error) {
    if (!(error instanceof KafkaFault)) throw error
    return error
  }
}

/** Each partition once, however many groups read it. */
function wantedParts({ book, rows }: LagMemory, records: readonly GroupRecord[], cycle: number): number[] {
  const parts: number[] = []
  for (const record of records)
    for (let index = 0; index < record.rows.length; index += 1) {
      const part = rows.part[record.rows[index] ?? -1] ?? -1
      if (book.wanted[part] === cycle) continue
      book.wanted[part] = cycle
      parts.push(part)
    }
  return parts
}

async function evaluateAll(
  { memory, watch, next, now, windowMs, intervalMs }: CycleDeps,
  records: readonly GroupRecord[],
): Promise<string[]> {
  const slices = new Slices()
  const changed: string[] = []
  const at = now()
  for (const record of records) {
    record.polledAt = at
    if (evaluateGroup(memory, record, watch, { now: at, windowMs, intervalMs, next })) {
      record.changedAt = at
      changed.push(record.group)
    }
    await slices.pause()
  }
  return changed
}
