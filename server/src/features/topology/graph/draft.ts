import type { LagState } from '@sluice/shared/groups-state'
import { toneOfLag } from '@sluice/shared/groups-tone'
import type { Rate, TopologyEdge, TopologyHealth } from '@sluice/shared/topology'
import type { EntityId, Evidence, Relation } from '@sluice/shared/topology-evidence'
import { compare } from '../identity/evidence-index.ts'
import { byClass, confidenceOf, type Piece, tierOf } from './certainty.ts'
import { edgeId } from './edge-id.ts'
import { worstState } from './health.ts'

/** An edge with all that speaks for it, before it is judged. */
export interface Draft {
  from: EntityId
  to: EntityId
  relation: Relation
  pieces: Piece[]
  rate: Rate
  reader: Reading | null
}

/** How a reader stands in a topic. */
export interface Reading {
  lag: bigint | null
  lagMs: number | null
  state: LagState
  /** Whether somebody reads right now. */
  alive: boolean
}

/** An edge whose evidence is younger is used; readers are it while they are there. */
const ACTIVE_MS = 5 * 60_000
export const NO_RATE: Rate = { messages: null, bytes: null, basis: 'none' }

/** Drafts by their ends; each piece of evidence comes in once. */
export class Drafts {
  readonly #drafts = new Map<string, Draft>()
  readonly #rows = new WeakMap<Draft, Set<Evidence>>()

  add(from: EntityId, relation: Relation, to: EntityId, piece: Piece): Draft {
    const key = `${relation} ${from}\u0000${to}`
    let draft = this.#drafts.get(key)
    if (draft === undefined) {
      draft = { from, to, relation, pieces: [], rate: NO_RATE, reader: null }
      this.#drafts.set(key, draft)
    }
    const rows = this.#rows.get(draft) ?? new Set(draft.pieces.map(({ row }) => row))
    this.#rows.set(draft, rows)
    if (!rows.has(piece.row)) draft.pieces.push(piece)
    rows.add(piece.row)
    return draft
  }

  all(): Draft[] {
    return [...this.#drafts.values()]
  }
}

/** Drafts that came to have the same ends, as one. */
export function joinDrafts(drafts: readonly Draft[]): Draft[] {
  const joined = new Map<string, Draft>()
  for (const draft of drafts) {
    const key = `${draft.relation} ${draft.from}\u0000${draft.to}`
    const known = joined.get(key)
    if (known === undefined) {
      joined.set(key, { ...draft, pieces: [...draft.pieces] })
      continue
    }
    const rows = new Set(known.pieces.map(({ row }) => row))
    for (const piece of draft.pieces) if (!rows.has(piece.row)) known.pieces.push(piece)
    known.rate = addRates(known.rate, draft.rate)
    known.reader = joinReadings(known.reader, draft.reader)
  }
  return [...joined.values()]
}

export function toEdge({ from, to, relation, pieces, rate, reader }: Draft, at: number): TopologyEdge {
  const classes = byClass(pieces, at)
  const confidence = confidenceOf(classes)
  const lastSeen = pieces.reduce((last, { row }) => Math.max(last, row.lastSeen), 0)
  const active = reader?.alive ?? at - lastSeen <= ACTIVE_MS
  return {
    ...{ id: edgeId(from, relation, to), from, to, relation, confidence, rate, active, lastSeen },
    tier: tierOf(confidence, classes),
    sources: [...new Set(pieces.map(({ row }) => row.source))].sort(compare),
    evidence: pieces.length,
    firstSeen: pieces.reduce((first, { row }) => Math.min(first, row.firstSeen), lastSeen),
    lag: reader?.lag?.toString() ?? null,
    lagMs: reader?.lagMs ?? null,
    lagState: reader?.state ?? null,
    health: healthOf({ relation, reader, rate }, active),
  }
}

/** How a reader does is not known without its lag, as of the past. */
function healthOf(
  { relation, reader, rate }: Pick<Draft, 'relation' | 'reader' | 'rate'>,
  active: boolean,
): TopologyHealth {
  if (reader === null && relation === 'reads') return active ? 'unknown' : 'idle'
  const health = reader === null ? 'ok' : toneOfLag(reader.state)
  return health === 'ok' && (!active || rate.messages === 0) ? 'idle' : health
}

/** What is not known of one of two is not known of both. */
export function addRates(one: Rate, other: Rate): Rate {
  if (one.basis === 'none') return other
  if (other.basis === 'none') return one
  const sum = (a: number | null, b: number | null) => (a === null || b === null ? null : a + b)
  return {
    messages: sum(one.messages, other.messages),
    bytes: sum(one.bytes, other.bytes),
    basis: one.basis === 'topic' || other.basis === 'topic' ? 'topic' : 'edge',
  }
}

export function joinReadings(one: Reading | null, other: Reading | null): Reading | null {
  if (one === null || other === null) return one ?? other
  return {
    lag: one.lag === null || other.lag === null ? null : one.lag + other.lag,
    lagMs: one.lagMs === null || other.lagMs === null ? null : Math.max(one.lagMs, other.lagMs),
    state: worstState([one.state, other.state]) ?? one.state,
    alive: one.alive || other.alive,
  }
}
