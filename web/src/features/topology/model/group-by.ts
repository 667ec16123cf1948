import type { TopologyNode } from '@sluice/shared/topology'
import { foldInto } from './fold.ts'
import type { Shown, ShownNode } from './shown.ts'
import { worstHealth } from './worst.ts'

/** What nodes have in common that stand in one box. */
export type GroupRule =
  | { readonly by: 'prefix'; readonly depth: number }
  | { readonly by: 'owner' }
  | { readonly by: 'pattern'; readonly pattern: RegExp }

const BETWEEN_WORDS = /[._-]+/
const PATTERN_MOST = 200
const PARTS_MOST = 200
const GROUPS_MOST = 50

/** A pattern as a person writes it; its first bracket, or all that it matches, is the box's name. */
export function readPattern(text: string): { pattern: RegExp } | { fault: string } {
  if (text.length > PATTERN_MOST) return { fault: `${text.length} > ${PATTERN_MOST}` }
  try {
    return { pattern: new RegExp(text, 'u') }
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) }
  }
}

/** The name of the box that a node belongs in, or null. What has no name belongs in none. */
export function boxNameOf({ name, owner }: TopologyNode, rule: GroupRule): string | null {
  if (rule.by === 'owner') return owner
  if (name === null) return null
  if (rule.by === 'prefix') return prefixOf(name, rule.depth)
  const found = rule.pattern.exec(name)
  return found ? (found[1] ?? found[0]) || null : null
}

/** The first words of a name, with what stands between them. */
export function prefixOf(name: string, depth: number): string {
  let end = 0
  for (const [index, word] of name.split(BETWEEN_WORDS).entries()) {
    if (index === depth) break
    end = name.indexOf(word, end) + word.length
  }
  return name.slice(0, end) || name
}

export const boxId = (rule: GroupRule, name: string): string => `box:${rule.by}:${name}`

/** Puts nodes with something in common into boxes, except those that are open. One alone needs no box. */
export function groupNodes(shown: Shown, rule: GroupRule, open: ReadonlySet<string> = new Set()): Shown {
  const members = new Map<string, ShownNode[]>()
  for (const node of shown.nodes) {
    const name = boxNameOf(node, rule)
    if (name === null) continue
    const inside = members.get(name)
    if (inside) inside.push(node)
    else members.set(name, [node])
  }
  const homes = new Map<string, string>()
  const boxes: ShownNode[] = []
  for (const [name, inside] of members) {
    const id = boxId(rule, name)
    if (inside.length < 2 || open.has(id)) continue
    boxes.push(boxOf(id, name, inside))
    for (const node of inside) homes.set(node.id, id)
  }
  return foldInto(shown, homes, 'group', boxes)
}

/** A node for several: the worst health, the earliest and the latest of times, nothing that only one of them has. */
export function boxOf(id: string, name: string | null, inside: readonly ShownNode[]): ShownNode {
  const kinds = new Set(inside.map(({ kind }) => kind))
  const owners = new Set(inside.map(({ owner }) => owner))
  const [kind] = kinds
  const [owner] = owners
  const times = (of: 'firstSeen' | 'lastSeen'): number[] => inside.flatMap((node) => node[of] ?? [])
  return {
    id,
    kind: kinds.size === 1 && kind ? kind : 'service',
    name,
    nameFrom: null,
    owner: owners.size === 1 && owner ? owner : null,
    health: worstHealth(inside.map(({ health }) => health)),
    parts: inside.flatMap(({ parts }) => parts).slice(0, PARTS_MOST),
    partCount: inside.reduce((sum, { partCount }) => sum + partCount, 0),
    firstSeen: times('firstSeen').reduce<number | null>((a, b) => Math.min(a ?? b, b), null),
    lastSeen: times('lastSeen').reduce<number | null>((a, b) => Math.max(a ?? b, b), null),
    topic: null,
    groups: inside.flatMap(({ groups }) => groups).slice(0, GROUPS_MOST),
    writer: null,
  }
}
