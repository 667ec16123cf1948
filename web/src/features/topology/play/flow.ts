import type { EventWay } from './event-ways.ts'

/** Something on its way along an arrow. It stands for `count` events that came too close together to be told apart. */
export interface Dot {
  edge: string
  /** Milliseconds of the wall clock. */
  starts: number
  lasts: number
  count: number
  /** It is available to whoever is at the end, which is no word of its being read. */
  available: boolean
  /** Which story it is of, by its place among those followed; null: none. */
  saga: number | null
}

/** What was played since counting began. */
export interface NodeCount {
  /** Written by it, or to it where it is a topic. */
  written: number
  /** That became available to it. */
  available: number
}

/** How bright a node is, and since when; it fades from there. */
export interface Glow {
  level: number
  at: number
  saga: number | null
}

/** However fast time goes, an event travels so long that an eye can follow it. */
export const TRAVEL_MS = { write: 520, read: 680 } as const
/** On one arrow not more dots than that leave: the others ride along. */
const GAP_MS = 140
const SAGA_GAP_MS = 45
/** For an arrow beyond so many events a second, its number says more than its dots. */
export const STREAM_PER_SECOND = 12
const RATE_SLOTS = 10
const RATE_SLOT_MS = 100
/** What leaves a topic is counted when it leaves, a little later than now. */
const RING = 2 * RATE_SLOTS + Math.ceil((TRAVEL_MS.write + TRAVEL_MS.read) / RATE_SLOT_MS)
const GLOW_MS = 420

/** What is under way in the picture at a moment of the wall clock. Pure: it has no clock of its own. */
export class Flow {
  readonly #lanes = new Map<string, Dot[]>()
  readonly #glows = new Map<string, Glow[]>()
  readonly #rates = new Map<string, { slot: number; counts: Uint32Array }>()
  readonly counts = new Map<string, NodeCount>()
  /** All that was played, drawn or not. */
  played = 0
  /** Of topics that are not in the picture. */
  unseen = 0

  /** `counted`: it is one of those whose number at the nodes is wanted. */
  add({ topic, from, to }: EventWay, now: number, saga: number | null, counted = true): void {
    this.played++
    if (topic === null) {
      this.unseen++
      return
    }
    const arrives = from === null ? now : this.#leave(from.edge, now, saga, false) + TRAVEL_MS.write
    if (from !== null) this.#light(from.node, now, saga)
    this.#light(topic, arrives, saga)
    for (const way of to) this.#leave(way.edge, arrives, saga, true)
    if (!counted) return
    if (from !== null) this.#countOf(from.node).written++
    this.#countOf(topic).written++
    for (const way of to) this.#countOf(way.node).available++
  }

  /** What travels at `now`; what has arrived is forgotten. */
  *dots(now: number): Generator<Dot> {
    for (const [key, lane] of this.#lanes) {
      let gone = 0
      for (const dot of lane) {
        if (dot.starts + dot.lasts <= now) gone++
        else if (dot.starts <= now) yield dot
      }
      if (gone === lane.length) this.#lanes.delete(key)
      else if (gone > 0) lane.splice(0, gone)
    }
  }

  /** Nodes that shine at `now`, how much and for which story. */
  *glows(now: number): Generator<[node: string, level: number, saga: number | null]> {
    for (const [node, glows] of this.#glows) {
      // What is due later has not begun to fade.
      while (glows.length > 1 && (glows[1]?.at ?? now + 1) <= now) glows.shift()
      const [glow] = glows
      if (glow === undefined || glow.at > now) continue
      const level = glow.level * Math.exp((glow.at - now) / GLOW_MS)
      if (level > 0.02) yield [node, level, glow.saga]
      else if (glows.length === 1) this.#glows.delete(node)
    }
  }

  /** Events a second along an arrow, over the last second of the wall clock. */
  rateOf(edge: string, now: number): number {
    const rate = this.#rates.get(edge)
    if (rate === undefined) return 0
    // Whole slots only: the one of now has just begun.
    const end = Math.floor(now / RATE_SLOT_MS)
    let sum = 0
    for (let slot = end - RATE_SLOTS; slot < end; slot++)
      if (slot <= rate.slot && slot > rate.slot - RING) sum += rate.counts[slot % RING] ?? 0
    return sum
  }

  /** Arrows on which so much goes that it is one stream, with its rate. */
  *streams(now: number): Generator<[edge: string, rate: number]> {
    const begin = Math.floor(now / RATE_SLOT_MS) - RATE_SLOTS
    for (const [edge, { slot }] of this.#rates) {
      if (slot < begin) this.#rates.delete(edge)
      const rate = this.rateOf(edge, now)
      if (rate > STREAM_PER_SECOND) yield [edge, rate]
    }
  }

  /** Whether nothing moves any more. */
  isAtRest(now: number): boolean {
    for (const _ of this.#lanes.values()) return false
    for (const _ of this.glows(now)) return false
    return this.#rates.size === 0
  }

  /** The clock was moved: what is on its way is of another time; counting begins anew. */
  clear(): void {
    this.#lanes.clear()
    this.#glows.clear()
    this.#rates.clear()
    this.counts.clear()
    this.played = 0
    this.unseen = 0
  }

  /** Returns when it leaves: at once, or with others that leave next. */
  #leave(edge: string, at: number, saga: number | null, available: boolean): number {
    this.#countRate(edge, at)
    const key = `${saga ?? ''}/${edge}`
    const lane = this.#lanes.get(key) ?? []
    if (lane.length === 0) this.#lanes.set(key, lane)
    const last = lane.at(-1)
    if (last !== undefined && last.starts >= at) {
      last.count++
      return last.starts
    }
    const gap = saga === null ? GAP_MS : SAGA_GAP_MS
    const starts = Math.max(at, (last?.starts ?? at - gap) + gap)
    const lasts = available ? TRAVEL_MS.read : TRAVEL_MS.write
    lane.push({ edge, starts, lasts, count: 1, available, saga })
    return starts
  }

  #countRate(edge: string, at: number): void {
    const slot = Math.floor(at / RATE_SLOT_MS)
    const rate = this.#rates.get(edge) ?? { slot, counts: new Uint32Array(RING) }
    this.#rates.set(edge, rate)
    for (let next = Math.max(rate.slot + 1, slot - RING + 1); next <= slot; next++)
      rate.counts[next % RING] = 0
    rate.slot = Math.max(rate.slot, slot)
    if (slot > rate.slot - RING) rate.counts[slot % RING] = (rate.counts[slot % RING] ?? 0) + 1
  }

  #light(node: string, at: number, saga: number | null): void {
    const glows = this.#glows.get(node) ?? []
    this.#glows.set(node, glows)
    const last = glows.at(-1)
    if (last !== undefined && last.at >= at) {
      last.saga = saga ?? last.saga
      return
    }
    const left = last === undefined ? 0 : last.level * Math.exp((last.at - at) / GLOW_MS)
    glows.push({ at, level: Math.min(1, left + 0.6), saga })
  }

  #countOf(node: string): NodeCount {
    const count = this.counts.get(node) ?? { written: 0, available: 0 }
    this.counts.set(node, count)
    return count
  }
}
