import type { EdgeTier, Rate, TopologyEdge, TopologyHealth } from '@sluice/shared/topology'

/** How sure an edge is, as its line says: solid, dashed, dotted, or hatched where it is only permitted. */
export type EdgeLine = 'solid' | 'dashed' | 'dotted' | 'hatched'

const SOLID_FROM = 0.9
const DASHED_FROM = 0.5
const ALWAYS_DASHED: readonly EdgeTier[] = ['inferred', 'suspected']

export function edgeLine({ tier, confidence }: Pick<TopologyEdge, 'tier' | 'confidence'>): EdgeLine {
  if (tier === 'permitted') return 'hatched'
  if (confidence < DASHED_FROM) return 'dotted'
  return confidence >= SOLID_FROM && !ALWAYS_DASHED.includes(tier) ? 'solid' : 'dashed'
}

const THIN = 1.25
const THICK = 7

/** How thick a line is for its messages a second, by their order of magnitude; thin where the rate is not known. */
export function edgeWidth(messages: number | null): number {
  if (messages === null || messages <= 0) return THIN
  return Math.min(THICK, THIN + 1.15 * Math.log10(1 + messages))
}

/** Of dashes by the line's own width, so that thick ones do not melt together; null: none. */
export function edgeDashes(line: EdgeLine, width: number): [number, number] | null {
  if (line === 'solid') return null
  if (line === 'dashed') return [4 + 2 * width, 3 + width]
  return line === 'dotted' ? [0.1, 3 + 1.6 * width] : [1.4, 4.2]
}

/** What the legend says of thickness. */
export const WIDTH_EXAMPLES = [1, 100, 10_000] as const

/** More moving lines than that are no longer looked at one by one, and cost more than they say. */
export const FLOWS_MAX = 150

/** How long a drop takes along 24 px of the line, in seconds: quicker by the order of magnitude; null: nothing moves. */
export function flowSeconds({ messages }: Pick<Rate, 'messages'>, active: boolean): number | null {
  if (!active || messages === null || messages <= 0) return null
  return Math.max(0.35, 2.2 - 0.5 * Math.log10(1 + 10 * messages))
}

/** The edges whose flow is drawn: all, or where there are too many, the busiest. */
export function flowing(edges: readonly TopologyEdge[], most = FLOWS_MAX): ReadonlySet<string> {
  const moving = edges.filter((edge) => flowSeconds(edge.rate, edge.active) !== null)
  if (moving.length > most) moving.sort((a, b) => (b.rate.messages ?? 0) - (a.rate.messages ?? 0))
  return new Set(moving.slice(0, most).map(({ id }) => id))
}

/** What is said of the health of an edge beside its colour; null: nothing. */
export const healthSign = (health: TopologyHealth): 'trouble' | 'attention' | null =>
  health === 'trouble' || health === 'attention' ? health : null
