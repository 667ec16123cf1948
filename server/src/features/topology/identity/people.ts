import type { EntityId } from '@sluice/shared/topology-evidence'
import type { IdentityRule } from '@sluice/shared/topology-identity'
import type { Actor } from './actors.ts'

/** What people say comes last and is not doubted; of two rules about the same the later one wins. */
export function applyPeople(found: readonly Actor[], rules: readonly IdentityRule[]): Actor[] {
  let actors: Actor[] = found.map((actor) => ({ ...actor, parts: [...actor.parts] }))
  for (const rule of rules) {
    if (rule.kind === 'merge') actors = merge(actors, rule)
    else if (rule.kind === 'rename') {
      for (const actor of actors) {
        if (!isMeant(actor, rule.entity)) continue
        actor.name = rule.name
        actor.nameFrom = 'people'
        // One with a name is no anonymous writer; its id stays, so that links and places do.
        if (actor.kind === 'writer') actor.kind = 'service'
      }
    }
  }
  return actors
}

function merge(actors: Actor[], { entities, name }: Extract<IdentityRule, { kind: 'merge' }>): Actor[] {
  const id: EntityId = `service:${name}`
  const named = actors.filter((actor) => entities.some((entity) => isMeant(actor, entity)))
  if (named.length === 0) return actors
  const meant = new Set([...named, ...actors.filter((actor) => actor.id === id)])
  const strengths = new Map<EntityId, number>()
  const parts = new Set<EntityId>()
  for (const actor of meant)
    for (const part of actor.parts) {
      parts.add(part)
      strengths.set(part, Math.max(strengths.get(part) ?? 0, actor.strengths.get(part) ?? 1))
    }
  for (const entity of entities) if (parts.has(entity)) strengths.set(entity, 1)
  const merged: Actor = {
    ...{ id, kind: 'service', name, nameFrom: 'people', owner: null },
    ...{ parts: [...parts], strengths },
  }
  return [...actors.filter((actor) => !meant.has(actor)), merged]
}

/** By its own id, or by any of its parts. */
function isMeant(actor: Actor, entity: EntityId): boolean {
  return actor.id === entity || actor.parts.includes(entity)
}

/** Whose it is: the last rule that fits one of its names. */
export function ownerOf(names: readonly string[], rules: readonly IdentityRule[]): string | null {
  const rule = rules.findLast((one) => one.kind === 'owner' && names.some((name) => fits(name, one.match)))
  return rule?.kind === 'owner' ? rule.owner : null
}

/** `*` stands for any text. Without expressions, so that no rule takes long. */
export function fits(name: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop()
  if (last === undefined) return name === pattern
  if (!name.startsWith(first) || name.length < first.length + last.length) return false
  let from = first.length
  for (const piece of rest) {
    const at = name.indexOf(piece, from)
    if (at < 0) return false
    from = at + piece.length
  }
  return from <= name.length - last.length && name.endsWith(last)
}
