import type { EntityId, Evidence } from '@sluice/shared/topology-evidence'
import type { IdentityRule } from '@sluice/shared/topology-identity'
import { type Actor, toActor, toWriter } from './actors.ts'
import { groupAnonymous } from './anonymous.ts'
import { type ClaimVerdicts, isGateway, judgeClaims } from './claims.ts'
import type { EvidenceIndex } from './evidence-index.ts'
import { type IdentityLink, joinEntities } from './joining.ts'
import { namedLinks, toldLinks } from './links.ts'
import { applyPeople } from './people.ts'

/** One end of an edge, and how surely the evidence speaks of it. */
export interface End {
  actor: Actor
  link: number
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

/** How surely records without a producer id are of the one that the headers there name. */
const PLAIN_LINK = 0.3
const SUGGESTIONS_MAX = 200

export function whoIsWho(index: EvidenceIndex, rules: readonly IdentityRule[]): WhoIsWho {
  const ignored = new Set(
    rules.flatMap((rule) => (rule.kind === 'header' && rule.meaning === 'ignore' ? [rule.header] : [])),
  )
  const split = new Set(rules.flatMap((rule) => (rule.kind === 'split' ? [rule.entity] : [])))
  const verdicts = judgeClaims(index, ignored)
  const { families, refused, used } = joinAll(index, { verdicts, ignored, split })
  const { actors, anonymous } = toActors(index, families)
  const plains = absorbPlain(index, { homes: homesOf(actors), verdicts, split })
  const strays = index.entities('plain').filter((id) => !plains.has(id))
  const found = [...unlikeIds(actors), ...strays.map((id) => toWriter({ id, sessions: [id] }))]
  const all = applyPeople(found, rules)
  const homes = homesOf(all)
  for (const [id, claims] of plains)
    for (const owner of new Set(claims.flatMap((claim) => homes.get(claim) ?? []))) {
      owner.parts.push(id)
      owner.strengths.set(id, PLAIN_LINK)
    }
  const counted = new Map(used)
  count(counted, 'plain-by-header', plains.size)
  count(counted, 'same-work', anonymous.filter(({ parts }) => parts.length > 1).length)
  return {
    actors: all,
    ends: (row) => endsOf(row, { index, homes, verdicts, plains }),
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
  { copies, links }: ClaimVerdicts,
  ignored: ReadonlySet<string>,
): boolean {
  if ([...ignored].some((header) => id.startsWith(`claim:${header}=`))) return false
  return index.by(id, 'writes').some((row) => !copies.has(row)) || links.some(({ object }) => object === id)
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

/** Whose the traffic without producer ids is: of those whose claims there no producer id bears out. */
function absorbPlain(
  index: EvidenceIndex,
  { homes, verdicts, split }: { homes: Homes; verdicts: ClaimVerdicts; split: ReadonlySet<string> },
): Map<EntityId, EntityId[]> {
  const found = new Map<EntityId, EntityId[]>()
  for (const id of index.entities('plain')) {
    if (split.has(id)) continue
    const claims = index.by(id, 'writes').flatMap(({ object }) => {
      const writes = index.to(object, 'writes')
      return writes.flatMap((row) => {
        const actor = row.subject.startsWith('claim:') ? homes.get(row.subject) : undefined
        if (actor === undefined || verdicts.copies.has(row)) return []
        const borne = writes.some(
          ({ subject }) => subject.startsWith('session:') && homes.get(subject) === actor,
        )
        return borne ? [] : [row.subject]
      })
    })
    if (claims.length > 0) found.set(id, claims)
  }
  return found
}

function endsOf(
  row: Evidence,
  {
    index,
    homes,
    verdicts,
    plains,
  }: {
    index: EvidenceIndex
    homes: Homes
    verdicts: ClaimVerdicts
    plains: ReadonlyMap<EntityId, readonly EntityId[]>
  },
): readonly End[] {
  if (verdicts.copies.has(row)) return []
  const { subject } = row
  const absorbed = plains.get(subject)
  if (absorbed !== undefined) return weakEnds(absorbed, homes)
  if (subject.startsWith('session:') && isGateway(index, subject, verdicts.behind)) {
    const behind = (verdicts.behind.get(subject) ?? []).filter((claim) =>
      index.by(claim, 'writes').some(({ object }) => object === row.object),
    )
    const ends = weakEnds(behind, homes)
    if (ends.length > 0) return ends
  }
  const actor = homes.get(subject)
  return actor === undefined ? [] : [{ actor, link: actor.strengths.get(subject) ?? 1 }]
}

function weakEnds(claims: readonly EntityId[], homes: Homes): End[] {
  const actors = new Set(claims.flatMap((claim) => homes.get(claim) ?? []))
  return [...actors].map((actor) => ({ actor, link: PLAIN_LINK }))
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
