import { Random } from '../../random.ts'
import { SHAPES, type Shape } from './shapes.ts'
import type { Family, HeaderStyle, ServicePlan, SystemPlan } from './system-plan.ts'
import { nameServices, StreamNames } from './words.ts'

export interface PlanOptions {
  services: number
  topics: number
  shape: Shape
  seed: number
  /** About how long a service waits between two writes. */
  everyMs: number
}

/** Kinds of producers in turn, so that a small system has all of them too. */
const KINDS = [
  ['idempotent', 'source'],
  ['plain', 'producer'],
  ['transactional', 'none'],
  ['plain', 'none'],
  ['idempotent', 'none'],
  ['plain', 'cloudevents'],
  ['idempotent', 'cloudevents'],
  ['plain', 'none'],
  ['transactional', 'app'],
  ['plain', 'app'],
] as const satisfies [ServicePlan['delivery'], HeaderStyle][]

const GROUP_ENDINGS = ['', '-group', '-consumer']
const PARTITIONS = [1, 2, 2, 3]
/** Of a hundred topics so many are used by nobody, and so many have a second writer. */
const UNUSED = 1
const SHARED = 2
/** One service in so many that read has a family for what it cannot handle, and one in so many is gone for good. */
const FAMILY_EVERY = 10
const GONE_EVERY = 25

/** A system of services and streams, the same to the last name for the same options. */
export function drawPlan({ services: count, topics: wanted, shape, seed, everyMs }: PlanOptions): SystemPlan {
  const random = new Random(seed)
  const named = nameServices(count)
  const upstream = SHAPES[shape](count, random, (service) => named[service]?.domain ?? '')
  const families = Math.min(Math.ceil(count / FAMILY_EVERY), Math.floor(wanted / 8))
  const unused = Math.floor((wanted * UNUSED) / 100)
  const owned = wanted - unused - families * 2
  const names = new StreamNames()
  const writes = ownStreams(readersOf(upstream), owned, random, (service) =>
    names.next(named[service]?.domain ?? ''),
  )
  const services = named.map(({ domain, role }, at): ServicePlan => {
    const name = `${domain}-${role}`
    const reads = readsOf(at, upstream[at] ?? [], writes, random)
    const [delivery, style] = KINDS[at % KINDS.length] ?? KINDS[0]
    const own = writes[at] ?? []
    const kind = delivery === 'transactional' && reads.length === 0 ? 'idempotent' : delivery
    return {
      name,
      domain,
      clientId: name,
      groupId: reads.length > 0 ? `${domain}.${role}${GROUP_ENDINGS[at % GROUP_ENDINGS.length]}` : null,
      delivery: own.length > 0 ? kind : null,
      transactionalId: own.length > 0 && kind === 'transactional' ? `${name}-tx` : null,
      style,
      reads,
      writes: own,
      family: null,
      everyMs: Math.round(random.between(0.6, 1.4) * everyMs),
      live: true,
    }
  })
  shareStreams(services, Math.floor((owned * SHARED) / 100), random)
  const familyTopics = foundFamilies(services, families)
  for (const service of services.filter(mayGo).filter((_, at) => at % GONE_EVERY === GONE_EVERY - 1))
    service.live = false
  const idle = Array.from({ length: wanted - writes.flat().length - familyTopics.length }, (_, at) =>
    names.next(named[at % count]?.domain ?? ''),
  )
  const topics = [...writes.flat(), ...familyTopics, ...idle].map((topic) => ({
    topic,
    partitions: PARTITIONS[Math.floor(random.next() * PARTITIONS.length)] ?? 1,
  }))
  return { topics, services }
}

/** How many read from each service. */
function readersOf(upstream: readonly number[][]): number[] {
  const readers = upstream.map(() => 0)
  for (const source of upstream.flat()) readers[source] = (readers[source] ?? 0) + 1
  return readers
}

/** Those that others read from come first; of the rest some write nothing, and what is left goes to anybody who writes. */
function ownStreams(
  readers: readonly number[],
  owned: number,
  random: Random,
  name: (service: number) => string,
): string[][] {
  const read = readers.flatMap((count, service) => (count > 0 ? [service] : []))
  const leaves = readers.flatMap((count, service) => (count === 0 && random.chance(0.6) ? [service] : []))
  const writers = [...read, ...leaves].slice(0, owned)
  const streams: string[][] = readers.map(() => [])
  for (let given = 0; given < owned && writers.length > 0; given += 1) {
    const writer =
      given < writers.length ? writers[given] : writers[Math.floor(random.next() * writers.length)]
    if (writer !== undefined) streams[writer]?.push(name(writer))
  }
  return streams
}

/** One or two streams of everyone it reads from; of anybody where it would neither read nor write otherwise. */
function readsOf(service: number, upstream: number[], writes: string[][], random: Random): string[] {
  const reads = upstream.flatMap((source) => {
    const streams = writes[source] ?? []
    const begin = Math.floor(random.next() * streams.length)
    return streams.slice(begin, begin + (random.chance(0.25) ? 2 : 1))
  })
  if (reads.length > 0 || (writes[service] ?? []).length > 0) return reads
  const all = writes.flat()
  const any = all[Math.floor(random.next() * all.length)]
  return any === undefined ? [] : [any]
}

/** Lets some streams have a second writer, against the principle of the single writer: that is found in real life too. */
function shareStreams(services: ServicePlan[], count: number, random: Random): void {
  const writing = services.filter(({ delivery }) => delivery !== null)
  for (let shared = 0; shared < count; shared += 1) {
    const owner = writing[Math.floor(random.next() * writing.length)]
    const guest = writing.find(({ domain, name }) => domain === owner?.domain && name !== owner.name)
    const stream = owner?.writes[0]
    if (stream && guest && !guest.reads.includes(stream) && !guest.writes.includes(stream))
      guest.writes = [...guest.writes, stream]
  }
}

/** A retry topic and a dead letter queue, or two of the latter, for the first stream that a service reads. */
function foundFamilies(services: ServicePlan[], count: number): string[] {
  const writersOf = (stream: string): number =>
    services.filter(({ writes }) => writes.includes(stream)).length
  const able = services.filter(({ reads, delivery }) => delivery && reads[0] && writersOf(reads[0]) === 1)
  const made = Array.from({ length: Math.min(count, able.length) }, (_, at): [ServicePlan, Family] | null => {
    const service = able[Math.floor((at * able.length) / count)] ?? able[at]
    const of = service?.reads[0]
    if (!service || !of || service.family) return null
    const base = `${of}.${service.name}`
    return [service, { of, retry: at % 3 === 2 ? null : `${base}.retry`, deadLetter: `${base}.dlq` }]
  })
  return made.flatMap((one) => {
    if (!one) return []
    const [service, family] = one
    service.family = family
    return family.retry ? [family.retry, family.deadLetter] : [family.deadLetter]
  })
}

/** Whoever has a family keeps it. */
function mayGo({ family, reads }: ServicePlan): boolean {
  return family === null && reads.length > 0
}
