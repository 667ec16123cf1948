import type { EntityId, Evidence } from '@sluice/shared/topology-evidence'
import { holdsCopies } from '../graph/topic-family.ts'
import type { EvidenceIndex } from './evidence-index.ts'

export interface Claim {
  /** Empty where the collector names none. */
  header: string
  value: string
}

/** Takes `claim:source=rental` apart. */
export function readClaim(id: EntityId): Claim {
  const text = id.slice('claim:'.length)
  const equals = text.indexOf('=')
  return equals < 0
    ? { header: '', value: text }
    : { header: text.slice(0, equals), value: text.slice(equals + 1) }
}

/** What records say of their writers, after what contradicts it. */
export interface ClaimVerdicts {
  /** Session and claim that belong together. */
  links: readonly Evidence[]
  /** Traffic without producer ids and the claims that its records make: of several writers, where it has several. */
  plain: ReadonlyMap<EntityId, readonly Evidence[]>
  /** Claims of records that this session passed on, or wrote for others. */
  behind: ReadonlyMap<EntityId, readonly EntityId[]>
  /** Rows "claim writes topic" that tell who made the record first, and not who wrote it here. */
  copies: ReadonlySet<Evidence>
}

/**
 * Who may be named by a claim. A header says who made a record; dead letters, audits and mirrors carry it on, so it names
 * a producer id only where that does not speak with several tongues, and never against it.
 */
export function judgeClaims(index: EvidenceIndex, ignored: ReadonlySet<string>): ClaimVerdicts {
  const links = new Set<Evidence>()
  const behind = new Map<EntityId, EntityId[]>()
  const plain = new Map<EntityId, Evidence[]>()
  const saidOf = (writer: EntityId): Evidence[] =>
    index
      .by(writer, 'partOf')
      .filter((row) => row.object.startsWith('claim:') && !ignored.has(readClaim(row.object).header))
  const isOwn = (row: Evidence): boolean =>
    !isForwarded(row) && !onlyCopies(index, row) && !readsWhatItClaims(index, row)
  for (const session of index.entities('session')) {
    const said = saidOf(session)
    for (const rows of byHeader(said.filter(isOwn)).values()) {
      const kept = rows.length === 1 ? rows : rows.filter((row) => !isElsewhere(index, row))
      const [only] = kept
      if (only !== undefined && kept.length === 1) links.add(only)
    }
    const passed = said.filter((row) => !links.has(row)).map((row) => row.object)
    if (passed.length > 0) behind.set(session, passed)
  }
  for (const id of index.entities('plain')) {
    const own = saidOf(id).filter(isOwn)
    if (own.length > 0) plain.set(id, own)
  }
  const judged = { links: [...links], plain, behind }
  return { ...judged, copies: findCopies(index, judged) }
}

function isForwarded({ facts }: Evidence): boolean {
  return facts.forwarded === 'true'
}

function byHeader(rows: readonly Evidence[]): Map<string, Evidence[]> {
  const headers = new Map<string, Evidence[]>()
  for (const row of rows) {
    const { header } = readClaim(row.object)
    headers.set(header, [...(headers.get(header) ?? []), row])
  }
  return headers
}

/** Whether the claim is also made where this writer does not write: then it is somebody else’s. */
function isElsewhere(
  index: EvidenceIndex,
  { subject, object }: Pick<Evidence, 'subject' | 'object'>,
): boolean {
  const own = new Set(index.by(subject, 'writes').map((row) => row.object))
  return index.by(object, 'writes').some((row) => !isForwarded(row) && !own.has(row.object))
}

/** Whether all that ties it to the claim are dead letters and retries, while the claim is at home elsewhere. */
function onlyCopies(index: EvidenceIndex, row: Evidence): boolean {
  const claimed = new Set(index.by(row.object, 'writes').map(({ object }) => object))
  const shared = index.by(row.subject, 'writes').filter(({ object }) => claimed.has(object))
  return shared.length > 0 && shared.every((one) => holdsCopies(topicOf(one))) && isElsewhere(index, row)
}

/** Whether its group reads what others write under that claim: it carries their headers on, as Kafka Streams does. */
function readsWhatItClaims(index: EvidenceIndex, { subject, object }: Evidence): boolean {
  const readers = index.by(subject, 'partOf').filter((row) => /^(group|application):/.test(row.object))
  const own = new Set(index.by(subject, 'writes').map((row) => row.object))
  const others = new Set(
    index.by(object, 'writes').flatMap((row) => (own.has(row.object) ? [] : [row.object])),
  )
  return readers.some((reader) => index.by(reader.object, 'reads').some((row) => others.has(row.object)))
}

function findCopies(index: EvidenceIndex, judged: Omit<ClaimVerdicts, 'copies'>): Set<Evidence> {
  const { links, plain, behind } = judged
  const own = [...links, ...[...plain.values()].flat()]
  const linked = new Set(own.map((row) => `${row.subject} ${row.object}`))
  const copies = new Set<Evidence>()
  for (const claim of index.entities('claim')) {
    const rows = index.by(claim, 'writes')
    const home = rows.some((row) => !isForwarded(row) && !holdsCopies(topicOf(row)))
    for (const row of rows) {
      const writers = index.to(row.object, 'writes').filter((one) => !one.subject.startsWith('claim:'))
      const carriers = writers.filter((one) =>
        index.by(one.subject, 'partOf').some((of) => of.object === claim),
      )
      const proved = carriers.some((one) => linked.has(`${one.subject} ${claim}`))
      const denied = carriers.length > 0 && !carriers.some((one) => isGateway(index, one.subject, behind))
      const copied = isForwarded(row) ? writers.length > 0 : denied || (home && holdsCopies(topicOf(row)))
      if (!proved && copied) copies.add(row)
    }
  }
  return copies
}

/** One that writes for several whose claims are made nowhere else: a bridge, or the relay of an outbox. */
export function isGateway(
  index: EvidenceIndex,
  session: EntityId,
  behind: ReadonlyMap<EntityId, readonly EntityId[]>,
): boolean {
  const claims = behind.get(session) ?? []
  return (
    claims.length > 1 && claims.every((claim) => !isElsewhere(index, { subject: session, object: claim }))
  )
}

function topicOf({ object }: Evidence): string {
  return object.slice('topic:'.length)
}
