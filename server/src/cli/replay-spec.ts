import { LinkReader } from '@sluice/shared/link-reader'
import { readMessagesQuery, scanRequest } from '@sluice/shared/messages-link'
import { ReplaySpec, type ReplaySpecInput } from '@sluice/shared/replay'
import type { ConfigFault } from '../config/config-fault.ts'
import { REPLAY_FLAGS, type ReplayLine } from './replay-flags.ts'

const KINDS = /^(newest|oldest|offset|offsets|time|bookmark|group)(:|$)/
const SUFFIX = '.sandbox'

type Spec = { spec: ReplaySpecInput; faults: [] } | { spec: null; faults: ConfigFault[] }

/** What the flags stand for. Whatever cannot be used is a fault: a plan that leaves it out would be another one. */
export function specOf({ given }: Pick<ReplayLine, 'given'>, nowMs: number): Spec {
  const faults: ConfigFault[] = []
  const fault = (flag: string, message: string) => void faults.push({ where: `--${flag}`, message })
  const topics = given.get('topic')?.split(',').filter(Boolean) ?? []
  if (topics.length === 0) fault('topic', 'is needed, or --spec; see sluice replay --help')
  const source = sourceOf(given, topics, nowMs, fault)
  const target = targetOf(given, topics, fault)
  const pace = paceOf(given, fault)
  const canary = numberOf(given, 'canary', fault)
  const spec = {
    source,
    ...(target && { target }),
    ...(pace && { pace }),
    ...(canary !== null && { canary }),
    ...(given.has('name') && { name: given.get('name') }),
    ...(given.has('guarantee') && { guarantee: given.get('guarantee') }),
  }
  if (faults.length > 0) return { spec: null, faults }
  const read = ReplaySpec.safeParse(spec)
  if (read.success) return { spec: spec as ReplaySpecInput, faults: [] }
  return { spec: null, faults: faultsOf(read.error) }
}

/** A spec from a file. */
export function readSpec(text: string, where: string): Spec {
  try {
    const spec: unknown = JSON.parse(text)
    const read = ReplaySpec.safeParse(spec)
    if (read.success) return { spec: spec as ReplaySpecInput, faults: [] }
    return { spec: null, faults: faultsOf(read.error) }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { spec: null, faults: [{ where, message: `is not JSON: ${message}` }] }
  }
}

function faultsOf({
  issues,
}: {
  issues: readonly { path: readonly PropertyKey[]; message: string }[]
}): ConfigFault[] {
  return issues.map(({ path, message }) => ({ where: path.map(String).join('.') || 'spec', message }))
}

type Given = ReplayLine['given']
type Fault = (flag: string, message: string) => void

function sourceOf(given: Given, topics: readonly string[], nowMs: number, fault: Fault) {
  const params: Record<string, string> = { from: 'oldest', topics: topics.length > 1 ? topics.join(',') : '' }
  for (const { flag, param } of REPLAY_FLAGS) {
    const value = given.get(flag)
    if (param === undefined || param === 'topics' || value === undefined) continue
    const place = param === 'from' || param === 'to'
    params[param] = place && !KINDS.test(value) ? `time:${value}` : param === 'key' ? `text:${value}` : value
  }
  const link = new LinkReader(params)
  const query = readMessagesQuery(link)
  for (const { param, value } of link.faults) {
    const flag = REPLAY_FLAGS.find((one) => one.param === param)?.flag ?? param
    fault(flag, `cannot be "${given.get(flag) ?? value}"`)
  }
  const { from, to, partitions, key, filter } = scanRequest(topics[0] ?? '', query, nowMs)
  return {
    topics: [...topics],
    from,
    ...(to && { to }),
    ...(partitions && { partitions }),
    ...(key && { key }),
    ...(filter && { filter }),
  }
}

function targetOf(given: Given, topics: readonly string[], fault: Fault) {
  const [kind = '', ...rest] = (given.get('target') ?? 'sandbox').split(':')
  const name = rest.join(':')
  const suffix = given.get('suffix') ?? SUFFIX
  const cluster = given.get('target-cluster')
  if (cluster !== undefined && kind !== 'topic') fault('target-cluster', 'goes with --target topic:NAME only')
  switch (kind) {
    case 'sandbox':
      return { kind, topics: topics.map((source) => ({ source, target: source + suffix })) }
    case 'same':
    case 'origin':
      return { kind }
    case 'topic':
      if (name === '') fault('target', 'needs a name: topic:NAME')
      return { kind, topic: name, ...(cluster !== undefined && { cluster }) }
    case 'file':
      return { kind, format: name || 'ndjson' }
    case 'http':
      return { kind, endpoint: name }
    default:
      fault('target', `cannot be "${given.get('target')}"; see sluice replay --help`)
      return null
  }
}

function paceOf(given: Given, fault: Fault) {
  const asked = ['rate', 'unlimited', 'timing'].filter((flag) => given.has(flag))
  if (asked.length > 1) fault(asked[1] ?? '', `does not go with --${asked[0]}`)
  if (given.has('unlimited')) return { by: 'unlimited' }
  const factor = numberOf(given, 'timing', fault)
  if (factor !== null) return { by: 'timing', factor, maxGapMs: 60_000 }
  const rate = numberOf(given, 'rate', fault)
  return rate === null ? null : { by: 'rate', recordsPerSecond: rate, bytesPerSecond: null }
}

function numberOf(given: Given, flag: string, fault: Fault): number | null {
  const text = given.get(flag)
  if (text === undefined) return null
  const number = Number(text)
  if (text.trim() !== '' && Number.isFinite(number) && number > 0) return number
  fault(flag, `must be a number above 0, not "${text}"`)
  return null
}
