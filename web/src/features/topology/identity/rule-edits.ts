import type { EntityId } from '@sluice/shared/topology-evidence'
import type { IdentityRule } from '@sluice/shared/topology-identity'

type Rules = readonly IdentityRule[]

/** It is called so from now on; what was said of its name before no longer holds. An empty name takes that back. */
export function withName(rules: Rules, entity: EntityId, name: string): IdentityRule[] {
  const others = rules.filter((rule) => rule.kind !== 'rename' || rule.entity !== entity)
  return name === '' ? others : [...others, { kind: 'rename', entity, name }]
}

/** They are one service of that name, with all that was said to be of it before. */
export function withMerge(rules: Rules, entities: readonly EntityId[], name: string): IdentityRule[] {
  const isIt = (rule: IdentityRule) => rule.kind === 'merge' && rule.name === name
  const before = rules.flatMap((rule) => (rule.kind === 'merge' && rule.name === name ? rule.entities : []))
  const all = [...new Set([...before, ...entities])].filter((entity) => entity !== `service:${name}`)
  return [...rules.filter((rule) => !isIt(rule)), { kind: 'merge', entities: all, name }]
}

/** It stands alone again: nothing that people merged has it, and evidence does not join it. */
export function withSplit(rules: Rules, entity: EntityId): IdentityRule[] {
  const left = rules.flatMap((rule): IdentityRule[] => {
    if (rule.kind === 'split' && rule.entity === entity) return []
    if (rule.kind !== 'merge') return [rule]
    const entities = rule.entities.filter((one) => one !== entity)
    return entities.length === 0 ? [] : [{ ...rule, entities }]
  })
  return [...left, { kind: 'split', entity }]
}

/** What fits the pattern belongs to them; an empty owner takes that back. */
export function withOwner(rules: Rules, match: string, owner: string): IdentityRule[] {
  const others = rules.filter((rule) => rule.kind !== 'owner' || rule.match !== match)
  return owner === '' ? others : [...others, { kind: 'owner', match, owner }]
}

export function withHeader(rules: Rules, header: string, meaning: 'service' | 'ignore'): IdentityRule[] {
  const others = rules.filter(
    (rule) => rule.kind !== 'header' || rule.header.toLowerCase() !== header.toLowerCase(),
  )
  return [...others, { kind: 'header', header, meaning }]
}

/** Those of a file behind what is there, each once. */
export function withAll(rules: Rules, more: Rules): IdentityRule[] {
  const known = new Set(rules.map((rule) => JSON.stringify(rule)))
  return [...rules, ...more.filter((rule) => !known.has(JSON.stringify(rule)))]
}
