import { type EntityId, type EvidenceSource, readEntityId } from '@sluice/shared/topology-evidence'
import { readClaim } from './claims.ts'
import { compare } from './evidence-index.ts'
import { nearName, sameName } from './stem.ts'

/** Two entities are of one service, for this reason. */
export interface IdentityLink {
  one: EntityId
  other: EntityId
  /** 0 to 1. */
  weight: number
  /** Id of the convention that says so. */
  convention: string
  source: EvidenceSource
}

/** From here on two become one; below, it is only suggested. */
export const JOINED_FROM = 0.8

/** Entities of one service. */
export interface Family {
  members: EntityId[]
  links: IdentityLink[]
}

export interface Joined {
  families: Family[]
  /** Not followed: too weak, or against what is known of the two. */
  refused: IdentityLink[]
  used: ReadonlyMap<string, number>
}

/**
 * Joins along links, the surest first, so that a weak link never decides where a sure one speaks. Two that bear different
 * names of the same kind are never joined: each says itself who it is.
 */
export function joinEntities(entities: readonly EntityId[], links: readonly IdentityLink[]): Joined {
  const home = new Map<EntityId, Family>(entities.map((id) => [id, { members: [id], links: [] }]))
  const names = new Map([...home.values()].map((family) => [family, ownNames(family)] as const))
  const refused: IdentityLink[] = []
  const used = new Map<string, number>()
  for (const link of [...links].sort(surestFirst)) {
    const [one, other] = [home.get(link.one), home.get(link.other)]
    if (one === undefined || other === undefined) continue
    if (one === other) {
      one.links.push(link)
      continue
    }
    if (link.weight < JOINED_FROM || contradicts(names.get(one), names.get(other))) {
      refused.push(link)
      continue
    }
    const [larger, smaller] = one.members.length >= other.members.length ? [one, other] : [other, one]
    for (const member of smaller.members) larger.members.push(member)
    for (const known of smaller.links) larger.links.push(known)
    larger.links.push(link)
    for (const [kind, name] of names.get(smaller) ?? []) names.get(larger)?.set(kind, name)
    for (const member of smaller.members) home.set(member, larger)
    used.set(link.convention, (used.get(link.convention) ?? 0) + 1)
  }
  const families = [...new Set(home.values())]
  for (const family of families) family.members.sort(compare)
  // Two that were joined by surer links later on are no longer a suggestion.
  return { families, refused: refused.filter(({ one, other }) => home.get(one) !== home.get(other)), used }
}

function surestFirst(one: IdentityLink, other: IdentityLink): number {
  return (
    other.weight - one.weight ||
    compare(one.convention, other.convention) ||
    compare(one.one, other.one) ||
    compare(one.other, other.other)
  )
}

type OwnNames = ReadonlyMap<string, string>

function contradicts(one: OwnNames = new Map(), other: OwnNames = new Map()): boolean {
  const [fewer, more] = one.size < other.size ? [one, other] : [other, one]
  return [...fewer].some(([kind, name]) => more.has(kind) && more.get(kind) !== name)
}

/** Names that entities bear by themselves: by header, or as application. */
function ownNames({ members }: Family): Map<string, string> {
  const names = new Map<string, string>()
  for (const id of members) {
    const entity = readEntityId(id)
    if (entity?.kind === 'claim') {
      const { header, value } = readClaim(id)
      names.set(`claim ${header}`, nearName(value))
    } else if (entity?.kind === 'application') names.set('application', sameName(entity.name))
  }
  return names
}

/** How surely each member is of its family: along the surest links from those that name it. */
export function linkStrengths({ members, links }: Family, roots: readonly EntityId[]): Map<EntityId, number> {
  const strengths = new Map<EntityId, number>(roots.map((id) => [id, 1]))
  const sorted = [...links].sort(surestFirst)
  for (let round = 0; round < members.length; round += 1) {
    let changed = false
    for (const { one, other, weight } of sorted)
      for (const [from, to] of [
        [one, other],
        [other, one],
      ] as const) {
        const next = (strengths.get(from) ?? 0) * weight
        if (next <= (strengths.get(to) ?? 0)) continue
        strengths.set(to, next)
        changed = true
      }
    if (!changed) break
  }
  return strengths
}
