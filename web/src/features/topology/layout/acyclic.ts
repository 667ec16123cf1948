import type { Arc, Cell, CellGraph } from './cell.ts'
import { feedbackOf } from './feedback.ts'

type Member = { readonly cell: Cell; ins: number; outs: number; bonus: number; place: number }

/**
 * How much it counts for standing first in a feedback part that a cell has edges beyond it: where a flow comes in, and
 * who writes elsewhere too, is where one expects it to begin. Without it fewer edges may have to be turned.
 */
export const BEYOND_WEIGHTS = [2, 0] as const

/** Marks what must go leftward so that no cycle is left. Only edges inside a feedback part are ever turned. */
export function breakCycles(graph: CellGraph, beyondWeight: number = BEYOND_WEIGHTS[0]): void {
  const partOf = new Map<Cell, number>()
  const parts = feedbackOf(graph)
  for (const [index, part] of parts.entries()) for (const cell of part) partOf.set(cell, index)
  const inside = parts.map((): Arc[] => [])
  const beyond = new Map<Cell, number>()
  for (const arc of graph.arcs) {
    const part = partOf.get(arc.from)
    if (part !== undefined && part === partOf.get(arc.to) && arc.from !== arc.to) inside[part]?.push(arc)
    else for (const cell of [arc.from, arc.to]) beyond.set(cell, (beyond.get(cell) ?? 0) + beyondWeight)
  }
  for (const [index, part] of parts.entries()) turn(part, inside[index] ?? [], beyond)
}

/** Eades, Lin and Smyth: sinks to the right, sources to the left, else what gives most more than it takes. */
function turn(part: readonly Cell[], arcs: readonly Arc[], beyond: ReadonlyMap<Cell, number>): void {
  const members = new Map<Cell, Member>()
  const ins = new Map<Member, Member[]>()
  const outs = new Map<Member, Member[]>()
  for (const cell of part) {
    const bonus = (beyond.get(cell) ?? 0) + (cell.node?.rank === 'source' ? 4 : 0)
    const member = { cell, ins: 0, outs: 0, bonus, place: 0 }
    members.set(cell, member)
    ins.set(member, [])
    outs.set(member, [])
  }
  for (const arc of arcs) {
    const from = members.get(arc.from)
    const to = members.get(arc.to)
    if (!from || !to) continue
    from.outs++
    to.ins++
    outs.get(from)?.push(to)
    ins.get(to)?.push(from)
  }
  peel([...members.values()], ins, outs)
  for (const arc of arcs)
    arc.reversed = (members.get(arc.from)?.place ?? 0) > (members.get(arc.to)?.place ?? 0)
}

type Neighbours = ReadonlyMap<Member, readonly Member[]>

function peel(members: readonly Member[], ins: Neighbours, outs: Neighbours): void {
  const left = new Set(members)
  const buckets = new Map<number, Member[]>()
  let highest = -Infinity
  const score = (member: Member): number => {
    if (member.ins === 0) return Infinity
    if (member.outs === 0) return Infinity
    return 2 * (member.outs - member.ins) + member.bonus
  }
  const offer = (member: Member): void => {
    const key = score(member)
    const bucket = buckets.get(key)
    if (bucket) bucket.push(member)
    else buckets.set(key, [member])
    highest = Math.max(highest, key)
  }
  for (const member of members.toReversed()) offer(member)
  let first = 0
  let last = members.length
  while (left.size > 0) {
    const member = buckets.get(highest)?.pop()
    if (!member) {
      buckets.delete(highest)
      highest = Math.max(...buckets.keys())
      continue
    }
    // A member is offered again when its score changes: older offers are passed over.
    if (!left.has(member) || score(member) !== highest) continue
    left.delete(member)
    member.place = member.outs === 0 && member.ins > 0 ? --last : first++
    for (const to of outs.get(member) ?? []) {
      to.ins--
      if (left.has(to)) offer(to)
    }
    for (const from of ins.get(member) ?? []) {
      from.outs--
      if (left.has(from)) offer(from)
    }
  }
}
