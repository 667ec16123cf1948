import type { EntityId, Evidence } from '@sluice/shared/topology-evidence'
import type { IdentityRule } from '@sluice/shared/topology-identity'
import { type Actor, toActor, toWriter } from './actors.ts'
import { groupAnonymous } from './anonymous.ts'
import { type ClaimVerdicts, isGateway, judgeClaims, readClaim } from './claims.ts'
import type { EvidenceIndex } from './evidence-index.ts'
import { type IdentityLink, joinEntities } from './joining.ts'
import { namedLinks, toldLinks } from './links.ts'
import { applyPeople } from './people.ts'

/** One end of an edge, and how surely the evidence speaks of it. */
export interface End {
  actor: Actor
  link: number
  /** Whether only headers say that it does: a proof by Kafka is then no more than theirs. */
  byHeader: boolean
}

/** Who the entities of the evidence are. */
export interface WhoIsWho {
  actors: readonly Actor[]
  /** Who does what a row says; several where one stands for many; none where it says nothing of its own. */
  ends(row: Evidence): readonly End[]
  find(entity: EntityId): Actor | null
  /** Two that may be one, and why it is not sure enough. */
  suggestions: readonly { one: Actor; other: Actor; link: IdentityLink }[]
  /** How many entities each convention names. */
  used: ReadonlyMap<string, number>
}

/** Records without a producer id are all told of by their headers where so many of those looked at are. */
const COVERED_FROM = 0.8
/** How surely one that writes for several wrote this for one of them. */
const BEHIND_LINK = 0.3
const SUGGESTIONS_MAX = 200

export function whoIsWho(index: EvidenceIndex, rules: readonly IdentityRule[]): WhoIsWho {
  const ignored = new Set(
    rules.flatMap((rule) => (rule.kind === 'header' && rule.meaning === 'ignore' ? [rule.header] : [])),
  )
  const split = new Set(rules.flatMap((rule) => (rule.kind === 'split' ? [rule.entity] : [])))
  const verdicts = judgeClaims(index, ignored)
  const { families, refused, used } = joinAll(index, { verdicts, ignored, split })
  const { actors, anonymous } = toActors(index, families)
  const covered = index.entities('plain').filter((id) => !split.has(id) && isCovered(verdicts.plain.get(id)))
  const hidden = new Set(covered)
  const strays = index.entities('plain').filter((id) => !hidden.has(id))
  const found = [...unlikeIds(actors), ...strays.map((id) => toWriter({ id, sessions: [id] }))]
  const all = applyPeople(found, rules)
  const homes = homesOf(all)
  for (const id of covered)
    for (const { object, weight } of verdicts.plain.get(id) ?? []) {
      const owner = homes.get(object)
      if (owner === undefined || owner.strengths.has(id)) continue
      owner.parts.push(id)
      owner.strengths.set(id, weight)
    }
  const counted = new Map(used)
  count(counted, 'plain-by-header', covered.length)
  count(counted, 'same-work', anonymous.filter(({ parts }) => parts.length > 1).length)
  return {
    actors: all,
    ends: (row) => endsOf(row, { index, homes, verdicts, hidden }),
    find: (entity) => homes.get(entity) ?? null,
    suggestions: toSuggestions(refused, homes),
    used: counted,
  }
}

type Homes = ReadonlyMap<EntityId, Actor>

function homesOf(actors: readonly Actor[]): Homes {
  return new Map(actors.flatMap((actor) => actor.parts.map((part) => [part, actor] as const)))
}

interface Judged {
  verdicts: ClaimVerdicts
  ignored: ReadonlySet<string>
  split: ReadonlySet<string>
}

function joinAll(
  index: EvidenceIndex,
  { verdicts, ignored, split }: Judged,
): ReturnType<typeof joinEntities> {
  const claims = index.entities('claim').filter((id) => hasHome(index, id, verdicts, ignored))
  const others = (['application', 'group', 'transactional-id', 'session'] as const).flatMap(index.entities)
  const links = [...toldLinks(index, verdicts.links), ...namedLinks(index, claims)].filter(
    ({ one, other }) => !split.has(one) && !split.has(other),
  )
  return joinEntities([...claims, ...others], links)
}

/** A claim that is only ever a copy, or that people say is none, names nobody. */
function hasHome(
  index: EvidenceIndex,
  id: EntityId,
  { copies, links, plain }: ClaimVerdicts,
  ignored: ReadonlySet<string>,
): boolean {
  if ([...ignored].some((header) => id.startsWith(`claim:${header}=`))) return false
  return (
    index.by(id, 'writes').some((row) => !copies.has(row)) ||
    [...links, ...[...plain.values()].flat()].some(({ object }) => object === id)
  )
}

function toActors(
  index: EvidenceIndex,
  families: ReturnType<typeof joinEntities>['families'],
): { actors: Actor[]; anonymous: Actor[] } {
  const named: Actor[] = []
  const nobodys: EntityId[] = []
  for (const family of families) {
    const actor = toActor(family)
    if (actor === null) nobodys.push(...family.members)
    else named.push(actor)
  }
  const anonymous = groupAnonymous(index, nobodys).map(toWriter)
  return { actors: [...named, ...anonymous], anonymous }
}

/** Two that are told apart but bear one name keep apart: the second is known by a part of its own. */
function unlikeIds(actors: readonly Actor[]): Actor[] {
  const taken = new Set<EntityId>()
  return actors.map((actor) => {
    const id = taken.has(actor.id) ? (`${actor.id} · ${actor.parts[0] ?? ''}` as EntityId) : actor.id
    taken.add(id)
    return id === actor.id ? actor : { ...actor, id }
  })
}

/** Whether the headers there tell whose all of it is; by whichever header most of it does. */
function isCovered(said: readonly Evidence[] = []): boolean {
  const shares = new Map<string, number>()
  for (const { object, facts } of said) {
    const { header } = readClaim(object)
    const of = Number(facts.of ?? facts.records ?? 0)
    const share = of > 0 ? Number(facts.records ?? 0) / of : 0
    shares.set(header, (shares.get(header) ?? 0) + share)
  }
  return [...shares.values()].some((share) => share >= COVERED_FROM)
}

function endsOf(
  row: Evidence,
  {
    index,
    homes,
    verdicts,
    hidden,
  }: { index: EvidenceIndex; homes: Homes; verdicts: ClaimVerdicts; hidden: ReadonlySet<EntityId> },
): readonly End[] {
  if (verdicts.copies.has(row)) return []
  const { subject } = row
  if (hidden.has(subject)) {
    const said = verdicts.plain.get(subject) ?? []
    return [...new Set(said.flatMap(({ object }) => homes.get(object) ?? []))].map((actor) => {
      return { actor, link: actor.strengths.get(subject) ?? BEHIND_LINK, byHeader: true }
    })
  }
  if (subject.startsWith('session:') && isGateway(index, subject, verdicts.behind)) {
    const behind = (verdicts.behind.get(subject) ?? []).filter((claim) =>
      index.by(claim, 'writes').some(({ object }) => object === row.object),
    )
    const actors = [...new Set(behind.flatMap((claim) => homes.get(claim) ?? []))]
    if (actors.length > 0) return actors.map((actor) => ({ actor, link: BEHIND_LINK, byHeader: true }))
  }
  const actor = homes.get(subject)
  if (actor === undefined) return []
  const link = actor.strengths.get(subject) ?? 1
  return [{ actor, link, byHeader: actor.nameFrom === 'headers' && link < 1 }]
}

function toSuggestions(
  refused: readonly IdentityLink[],
  homes: Homes,
): { one: Actor; other: Actor; link: IdentityLink }[] {
  const seen = new Set<string>()
  return refused.flatMap((link) => {
    const [one, other] = [homes.get(link.one), homes.get(link.other)]
    if (one === undefined || other === undefined || one === other) return []
    const key = [one.id, other.id].sort().join(' ')
    if (seen.has(key) || seen.size >= SUGGESTIONS_MAX) return []
    seen.add(key)
    return [{ one, other, link }]
  })
}

function count(used: Map<string, number>, convention: string, by: number): void {
  if (by > 0) used.set(convention, (used.get(convention) ?? 0) + by)
}
