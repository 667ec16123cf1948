import type { NodeKind } from '@sluice/shared/topology'
import { type EntityId, type EvidenceSource, readEntityId } from '@sluice/shared/topology-evidence'
import type { AnonymousWriter } from './anonymous.ts'
import { readClaim } from './claims.ts'
import { compare } from './evidence-index.ts'
import { type Family, linkStrengths } from './joining.ts'

/** One that writes or reads, as it is drawn. */
export interface Actor {
  id: EntityId
  kind: Extract<NodeKind, 'service' | 'group' | 'writer'>
  /** Null: nobody knows. */
  name: string | null
  nameFrom: EvidenceSource | null
  owner: string | null
  parts: EntityId[]
  /** How surely each part is of it, 0 to 1. */
  strengths: Map<EntityId, number>
}

/** A family under the surest name that it bears by itself; null where it bears none. */
export function toActor(family: Family): Actor | null {
  const named = (kind: string): EntityId[] =>
    family.members.filter((id) => id.startsWith(`${kind}:`)).sort(compare)
  const [applications, claims, groups] = [named('application'), named('claim'), named('group')]
  const ids = named('transactional-id')
  const make = (roots: EntityId[], shown: Pick<Actor, 'id' | 'kind' | 'name' | 'nameFrom'>): Actor => {
    return { ...shown, owner: null, parts: family.members, strengths: linkStrengths(family, roots) }
  }
  const [application, claim, group, id] = [applications[0], claims[0], groups[0], ids[0]]
  if (application !== undefined) {
    const name = nameOf(application)
    return make([...applications, ...claims], {
      ...{ id: `service:${name}`, kind: 'service', name, nameFrom: 'streams' },
    })
  }
  if (claim !== undefined) {
    const name = readClaim(claim).value
    return make(claims, { id: `service:${name}`, kind: 'service', name, nameFrom: 'headers' })
  }
  if (group !== undefined) {
    const writes = family.members.some((member) => member.startsWith('session:'))
    return make(groups, {
      ...{ id: group, kind: writes || groups.length > 1 ? 'service' : 'group' },
      ...{ name: nameOf(group), nameFrom: 'groups' },
    })
  }
  if (id === undefined) return null
  return make(ids, { id, kind: 'service', name: commonName(ids.map(nameOf)), nameFrom: 'transactions' })
}

export function toWriter({ id, sessions }: AnonymousWriter): Actor {
  return {
    ...{ id, kind: 'writer', name: null, nameFrom: null, owner: null, parts: sessions },
    strengths: new Map(sessions.map((session) => [session, 1])),
  }
}

export function nameOf(id: EntityId): string {
  return readEntityId(id)?.name ?? id
}

/** What the ids of replicas begin with alike; the one id where there is one. */
function commonName(names: readonly string[]): string {
  const [first = '', ...others] = names
  if (others.length === 0) return first
  let length = first.length
  for (const name of others) while (!name.startsWith(first.slice(0, length))) length -= 1
  const common = first.slice(0, length).replace(/[._-]+$/, '')
  return common === '' ? first : common
}
