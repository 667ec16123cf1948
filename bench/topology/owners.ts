import type { Truth } from '@sluice/demo/systems/truth.ts'
import type { TopologyNode } from '../../shared/src/topology.ts'

/** Who a drawn node really is, by what evidence put into it and never by how it is called. */
export type OwnersOf = (node: TopologyNode) => ReadonlySet<string>

/** A node whose parts are of two services has joined what is not one; one of none bears a name that nobody has. */
export function ownersBy({ readers, writers }: Pick<Truth, 'readers' | 'writers'>): OwnersOf {
  const services = new Map<string, string>()
  for (const { groupId, service } of readers) services.set(`group:${groupId}`, service)
  for (const { identity, transactionalId, service } of writers) {
    if (transactionalId !== null) services.set(`transactional-id:${transactionalId}`, service)
    // A source is often a path: what stands around it is not of the name.
    const name = identity?.value.replaceAll(/^\/+|\/+$/g, '')
    if (identity?.names === 'writer') services.set(`claim:${identity.header}=${name}`, service)
  }
  return ({ parts }) => new Set(parts.flatMap((part) => services.get(part) ?? []))
}
