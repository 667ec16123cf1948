import type { TopologyEdge, TopologyNode } from '@sluice/shared/topology'

/** What a node stands for beside itself, or instead of. */
export type Held = {
  /** `family`: retries and dead letters in their topic; `inner`: what Streams makes inside a service; `group`: a box that the user asked for; `alike`: leaves of one kind at one node. */
  readonly by: 'family' | 'inner' | 'group' | 'alike'
  readonly nodes: readonly TopologyNode[]
}

/** How many neighbours of a node are left out, on the side that records come from and on the one they go to. */
export type LeftOut = { readonly before: number; readonly after: number }

/** A node as it is drawn. A box has an id that no entity has, and no name where it is a heap of what is alike. */
export type ShownNode = TopologyNode & { readonly holds?: Held; readonly leftOut?: LeftOut }

/** An edge as it is drawn. Where it stands for several, `stands` has them. */
export type ShownEdge = TopologyEdge & {
  readonly stands?: readonly TopologyEdge[]
  /** Rate and lag are of those edges of which they are known. */
  readonly atLeast?: boolean
}

export type Shown = { readonly nodes: readonly ShownNode[]; readonly edges: readonly ShownEdge[] }
