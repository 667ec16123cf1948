import { type EntityId, type Evidence, readEntityId } from '@sluice/shared/topology-evidence'
import { readClaim } from './claims.ts'
import { compare, type EvidenceIndex } from './evidence-index.ts'
import type { IdentityLink } from './joining.ts'
import { nearestNames } from './nearest-names.ts'
import { isNobodys, sameName, stemOf } from './stem.ts'

/** Topics that two producers share, of all that either writes: from here on they do the same. */
const ALIKE_FROM = 0.5

/** What ties a session, a transactional id or a group to something else by a word of Kafka or of a framework. */
export function toldLinks(index: EvidenceIndex, claims: readonly Evidence[]): IdentityLink[] {
  const link = ({ subject, object, weight, source }: Evidence, convention: string): IdentityLink => {
    return { one: subject, other: object, weight, convention, source }
  }
  const told = index.of('partOf').flatMap((row) => {
    const [subject, object] = [readEntityId(row.subject)?.kind, readEntityId(row.object)?.kind]
    if (object === 'application') return [link(row, 'streams')]
    if (subject !== 'session') return []
    if (object === 'transactional-id') return [link(row, 'transactional-id')]
    return object === 'group' ? [link(row, 'transactional-commits')] : []
  })
  return [...told, ...claims.map((row) => link(row, 'header'))]
}

/** What ties them by their names. */
export function namedLinks(index: EvidenceIndex, claims: readonly EntityId[]): IdentityLink[] {
  const groups = index.entities('group').map((id) => ({ id, names: namesOfGroup(index, id) }))
  const ids = index.entities('transactional-id').map((id) => ({ id, names: namesOf(id) }))
  const named = [...claims, ...index.entities('application')].map((id) => ({ id, names: namesOf(id) }))
  return [
    ...sameClaims(claims),
    ...nearestNames([...groups, ...ids], named, 'name-of-claim'),
    ...nearestNames(ids, groups, 'name-of-group'),
    ...siblingIds(index),
  ]
}

function namesOf(id: EntityId): string[] {
  const entity = readEntityId(id)
  const name = entity?.kind === 'claim' ? readClaim(id).value : (entity?.name ?? '')
  return isNobodys(name) ? [] : [name]
}

/** Its id, and what all of its members call themselves. */
function namesOfGroup(index: EvidenceIndex, group: EntityId): string[] {
  const clients = index.to(group, 'partOf').flatMap((row) => row.facts.clientId ?? [])
  return [...new Set([...namesOf(group), ...clients.filter((name) => !isNobodys(name))])].sort(compare)
}

/** The same name in two headers is the same service. */
function sameClaims(claims: readonly EntityId[]): IdentityLink[] {
  const first = new Map<string, EntityId>()
  return claims.flatMap((id) => {
    const name = sameName(readClaim(id).value)
    const known = first.get(name)
    if (known === undefined) {
      first.set(name, id)
      return []
    }
    return [
      { one: known, other: id, weight: 0.95, convention: 'same-name-in-headers', source: 'headers' as const },
    ]
  })
}

/** Ids that differ by a number only, and write the same topics, are replicas; that differ by more, or write others, are not. */
function siblingIds(index: EvidenceIndex): IdentityLink[] {
  const byStem = new Map<string, { id: EntityId; topics: Set<string> }[]>()
  for (const id of index.entities('transactional-id')) {
    const stem = stemOf(id.slice('transactional-id:'.length))
    const alike = byStem.get(stem)
    const one = { id, topics: topicsOfId(index, id) }
    if (alike === undefined) byStem.set(stem, [one])
    else alike.push(one)
  }
  return [...byStem.values()].flatMap((ids) =>
    ids.slice(1).flatMap(({ id, topics }, at) => {
      const sibling = ids.slice(0, at + 1).find((one) => alikeness(one.topics, topics) >= ALIKE_FROM)
      if (sibling === undefined) return []
      return [
        {
          ...{ one: sibling.id, other: id, weight: 0.9 },
          ...{ convention: 'transactional-id-stem', source: 'transactions' as const },
        },
      ]
    }),
  )
}

function topicsOfId(index: EvidenceIndex, id: EntityId): Set<string> {
  const sessions = index.to(id, 'partOf').map((row) => row.subject)
  return new Set(sessions.flatMap((one) => index.by(one, 'writes').map((row) => row.object)))
}

/** Of all in either set, how many are in both. */
export function alikeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let both = 0
  for (const item of one) if (other.has(item)) both += 1
  const all = one.size + other.size - both
  return all === 0 ? 0 : both / all
}
