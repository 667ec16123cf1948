import type { EntityId } from '@sluice/shared/topology-evidence'
import type { Actor } from '../identity/actors.ts'
import type { EvidenceIndex } from '../identity/evidence-index.ts'
import { nearName } from '../identity/stem.ts'
import type { Draft } from './draft.ts'

/** How much of the doubt in a name goes when another, who is asked apart, says the same. */
const WORTH = 0.45

/**
 * Where records name their writer, and a member of a group calls itself the same, that name is no accident of a header:
 * the member counts for what is written under the name, too.
 */
export function corroborate(
  drafts: readonly Draft[],
  { actors, index }: { actors: ReadonlyMap<EntityId, Actor>; index: EvidenceIndex },
): void {
  for (const { relation, from, pieces } of drafts) {
    const actor = relation === 'writes' ? actors.get(from) : undefined
    if (actor === undefined || actor.nameFrom !== 'headers' || actor.name === null) continue
    const name = nearName(actor.name)
    const [member] = actor.parts
      .filter((part) => part.startsWith('group:'))
      .flatMap((group) => index.to(group, 'partOf'))
      .filter(({ facts }) => facts.clientId !== undefined && nearName(facts.clientId) === name)
    if (member !== undefined) pieces.push({ row: member, link: WORTH, as: 'metadata' })
  }
}
