import type { TopologyLevel } from '@sluice/shared/topology'
import type { EntityId } from '@sluice/shared/topology-evidence'
import { type Draft, joinDrafts } from './draft.ts'
import type { GraphInput } from './graph-input.ts'
import { instanceView } from './instance-view.ts'
import type { Model } from './model.ts'
import { familyOf, type TopicFamily } from './topic-family.ts'
import type { DrawnTopic, View } from './view.ts'

export function viewAt(model: Model, level: TopologyLevel): View {
  const topics = topicsOf(model)
  if (level === 'business') return businessView(model, topics)
  const view = { ...wholeView(model, topics) }
  return level === 'service' ? view : instanceView(model, view)
}

/** Topics that are there, and those that evidence speaks of though they are not known to be. */
function topicsOf({ input, index, drafts, causes }: Model): DrawnTopic[] {
  const names = new Set(input.topics.map(({ name }) => name))
  for (const { from, to } of [...drafts, ...causes])
    for (const id of [from, to]) if (id.startsWith('topic:')) names.add(id.slice('topic:'.length))
  const told = new Map(
    index.of('writes').flatMap((row) => {
      const base = row.facts.originalTopic
      return base === undefined ? [] : [[row.object.slice('topic:'.length), base] as const]
    }),
  )
  return [...names].sort().map((name) => {
    const base = told.get(name)
    const byHeaders: TopicFamily | null =
      base !== undefined && base !== name && names.has(base) ? { base, role: 'dead-letter' } : null
    return { name, family: familyOf(name, (one) => names.has(one)) ?? byHeaders }
  })
}

function wholeView({ who, drafts }: Model, topics: readonly DrawnTopic[]): View {
  return {
    ...{ actors: [...who.actors], topics, drafts, parts: new Map() },
    principals: principalsOf(drafts),
  }
}

function principalsOf(drafts: readonly Draft[]): EntityId[] {
  const ends = drafts.flatMap(({ from, to }) => [from, to])
  return [...new Set(ends.filter((id) => id.startsWith('principal:')))].sort()
}

/** Services and what flows between them: what is inside of one, or only permitted, is left out. */
function businessView({ who, drafts, input }: Model, topics: readonly DrawnTopic[]): View {
  const hidden = new Set(internalNames(input))
  const baseOf = new Map<EntityId, EntityId>()
  for (const { name, family } of topics) {
    if (family === null) continue
    if (family.base === name) hidden.add(name)
    else baseOf.set(`topic:${name}`, `topic:${family.base}`)
  }
  const shown = topics.filter(({ name }) => !hidden.has(name) && !baseOf.has(`topic:${name}`))
  const isHidden = (id: EntityId) => id.startsWith('topic:') && hidden.has(id.slice('topic:'.length))
  const folded = drafts
    .filter(({ relation, from, to }) => !relation.startsWith('may') && !isHidden(from) && !isHidden(to))
    .map((draft) => {
      return { ...draft, from: baseOf.get(draft.from) ?? draft.from, to: baseOf.get(draft.to) ?? draft.to }
    })
  const joined = joinDrafts(folded)
  const ends = new Set(joined.flatMap(({ from, to }) => [from, to]))
  return {
    actors: who.actors.filter(({ id }) => ends.has(id)),
    topics: shown
      .map(({ name }) => ({ name, family: { base: name, role: 'base' as const } }))
      .map(({ name, family }) => ({ name, family: hasFolded(baseOf, name) ? family : null })),
    drafts: joined,
    parts: new Map(),
    principals: [],
  }
}

function hasFolded(baseOf: ReadonlyMap<EntityId, EntityId>, name: string): boolean {
  for (const base of baseOf.values()) if (base === `topic:${name}`) return true
  return false
}

function internalNames({ topics }: GraphInput): string[] {
  return topics.filter(({ internal }) => internal).map(({ name }) => name)
}
