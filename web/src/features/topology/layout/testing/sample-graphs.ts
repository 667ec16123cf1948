import type { LayoutEdge, LayoutGraph, LayoutNode } from '../layout-types.ts'

/** Numbers from 0 to 1, the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0 || 1
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

const CARD = { width: 200, height: 48 }
const TOPIC = { width: 180, height: 36 }

/** Edges written as "a>b": the nodes follow from them. */
export function graphOf(...edges: readonly string[]): LayoutGraph {
  const nodes = new Map<string, LayoutNode>()
  const made: LayoutEdge[] = []
  for (const edge of edges) {
    const [from = '', to] = edge.split('>')
    for (const id of to === undefined ? [from] : [from, to]) nodes.set(id, { id, ...CARD })
    if (to !== undefined) made.push({ id: `${edge}#${made.length}`, from, to })
  }
  return { nodes: [...nodes.values()], edges: made }
}

const TIERS = 8

/**
 * Services and topics in domains: a service mostly reads what an earlier tier of its own domain or the next one writes;
 * about six of a hundred edges lead back, and 1.3 edges come to a node.
 */
export function randomTopology(size: number, seed: number): LayoutGraph {
  const random = seeded(seed * 7919 + size)
  const pick = (count: number): number => Math.floor(random() * count)
  const services = Math.max(2, Math.round(size * 0.4))
  const topics = Math.max(1, size - services)
  const domains = Math.max(1, Math.round(Math.sqrt(size) / 2))
  const tierOf = Array.from({ length: services }, () => pick(TIERS))
  const domainOf = Array.from({ length: services }, () => pick(domains))
  const nodes: LayoutNode[] = []
  for (let at = 0; at < services; at++) nodes.push({ id: `s${at}`, ...CARD })
  for (let at = 0; at < topics; at++) nodes.push({ id: `t${at}`, ...TOPIC })
  const edges = new Map<string, LayoutEdge>()
  const add = (from: string, to: string): void => {
    edges.set(`${from}>${to}`, { id: `${from}>${to}`, from, to })
  }
  const writerOf = Array.from({ length: topics }, () => pick(services))
  for (const [topic, writer] of writerOf.entries()) add(`s${writer}`, `t${topic}`)
  const wanted = Math.round(size * 1.3)
  for (let tries = 0; edges.size < wanted && tries < wanted * 50; tries++) {
    const topic = pick(topics)
    const writer = writerOf[topic] ?? 0
    const reader = pick(services)
    const ahead = (tierOf[reader] ?? 0) - (tierOf[writer] ?? 0)
    if (random() < 0.06 ? ahead > 0 : ahead <= 0) continue
    if (Math.abs((domainOf[reader] ?? 0) - (domainOf[writer] ?? 0)) > 1 && random() > 0.1) continue
    add(`t${topic}`, `s${reader}`)
  }
  return { nodes, edges: [...edges.values()] }
}

export function chain(length: number): LayoutGraph {
  return graphOf(...Array.from({ length: length - 1 }, (_, at) => `n${at}>n${at + 1}`))
}

/** One topic with many readers, each of which writes a topic of its own. */
export function hub(readers: number): LayoutGraph {
  return graphOf(
    ...Array.from({ length: readers }, (_, at) => [`hub>r${at}`, `r${at}>o${at}`]).flat(),
    'w1>hub',
    'w2>hub',
  )
}

export function grid(columns: number, rows: number): LayoutGraph {
  const edges: string[] = []
  for (let x = 0; x < columns; x++)
    for (let y = 0; y < rows; y++) {
      if (x + 1 < columns) edges.push(`n${x}.${y}>n${x + 1}.${y}`)
      if (y + 1 < rows) edges.push(`n${x}.${y}>n${x}.${y + 1}`)
    }
  return graphOf(...edges)
}

export function bipartite(left: number, right: number, share: number, seed: number): LayoutGraph {
  const random = seeded(seed)
  const edges: string[] = []
  for (let a = 0; a < left; a++)
    for (let b = 0; b < right; b++) if (random() < share) edges.push(`a${a}>b${b}`)
  return graphOf(...edges)
}

/** The lending library of the sample systems: a saga with compensation, and rankings out of it. */
export function librarySaga(): LayoutGraph {
  return graphOf(
    'rental>rental.book-rented',
    'rental>rental.book-returned',
    'rental>rental.suspension-lifted',
    'rental>rental.rental-cancelled',
    'member>member.rental-rejected',
    'member>member.points-restored',
    'book>book.rental-rejected',
    'book>book.loan-released',
    'best-book>best-book.ranking',
    'member.rental-rejected>rental',
    'book.rental-rejected>rental',
    'rental.book-rented>member',
    'rental.book-returned>member',
    'rental.suspension-lifted>member',
    'book.rental-rejected>member',
    'rental.book-rented>book',
    'rental.book-returned>book',
    'member.rental-rejected>book',
    'rental.book-rented>best-book',
  )
}
