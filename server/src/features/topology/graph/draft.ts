import type { LagState } from '@sluice/shared/groups-state'
import type { Rate, TopologyEdge, TopologyHealth } from '@sluice/shared/topology'
import type { EntityId, Relation } from '@sluice/shared/topology-evidence'
import { compare } from '../identity/evidence-index.ts'
import { byClass, confidenceOf, type Piece, tierOf } from './certainty.ts'
import { edgeId } from './edge-id.ts'
import { healthOfState, worstState } from './health.ts'

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

  add(from: EntityId, relation: Relation, to: EntityId, piece: Piece): Draft {
    const key = `${relation} ${from}\u0000${to}`
    let draft = this.#drafts.get(key)
    if (draft === undefined) {
      draft = { from, to, relation, pieces: [], rate: NO_RATE, reader: null }
      this.#drafts.set(key, draft)
    }
    if (!draft.pieces.some(({ row }) => row === piece.row)) draft.pieces.push(piece)
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
    known.pieces.push(...draft.pieces.filter(({ row }) => known.pieces.every((one) => one.row !== row)))
    known.rate = addRates(known.rate, draft.rate)
    known.reader = joinReadings(known.reader, draft.reader)
  }
  return [...joined.values()]
}

export function toEdge({ from, to, relation, pieces, rate, reader }: Draft, at: number): TopologyEdge {
  const classes = byClass(pieces, at)
  const confidence = confidenceOf(classes)
  const lastSeen = Math.max(...pieces.map(({ row }) => row.lastSeen))
  const active = reader?.alive ?? at - lastSeen <= ACTIVE_MS
  return {
    ...{ id: edgeId(from, relation, to), from, to, relation, confidence, rate, active, lastSeen },
    tier: tierOf(confidence, classes),
    sources: [...new Set(pieces.map(({ row }) => row.source))].sort(compare),
    evidence: pieces.length,
    firstSeen: Math.min(...pieces.map(({ row }) => row.firstSeen)),
    lag: reader?.lag?.toString() ?? null,
    lagMs: reader?.lagMs ?? null,
    lagState: reader?.state ?? null,
    health: healthOf(reader, active, rate),
  }
}

function healthOf(reader: Reading | null, active: boolean, rate: Rate): TopologyHealth {
  const health = reader === null ? 'ok' : healthOfState(reader.state)
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
