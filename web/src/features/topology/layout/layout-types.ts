/** What is to be placed. Sizes are in pixels at zoom 1; a rank is kept where the edges leave it free. */
export type LayoutNode = {
  readonly id: string
  readonly width: number
  readonly height: number
  readonly rank?: 'source' | 'sink'
}

/** Weight (1 to 10, 1 if left out) says how much the edge wants to be short and straight. */
export type LayoutEdge = {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly weight?: number
}

export type LayoutGraph = { readonly nodes: readonly LayoutNode[]; readonly edges: readonly LayoutEdge[] }

export type Point = { readonly x: number; readonly y: number }

/** The centre of a node, and the column it stands in (columns may be negative: they grow to both sides). */
export type Placed = {
  readonly id: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly layer: number
}

/**
 * From the border of `from` to the border of `to`, two points for each column passed between. `reversed` goes leftward,
 * against the reading direction; points follow the arrow all the same.
 */
export type PlacedEdge = {
  readonly id: string
  readonly from: string
  readonly to: string
  readonly points: readonly Point[]
  readonly reversed: boolean
  readonly loop: boolean
  /** A loop, or two nodes one above the other: four points, the two in the middle being the controls of one bow. */
  readonly beside: boolean
  /** Where it passes columns, for the next warm start. */
  readonly via: readonly { readonly layer: number; readonly y: number }[]
}

export type Column = { readonly layer: number; readonly x: number; readonly width: number }

export type Layout = {
  readonly nodes: readonly Placed[]
  readonly edges: readonly PlacedEdge[]
  /** The top left corner: a warm start keeps coordinates rather than moving everything back to 0. */
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly columns: readonly Column[]
  /** Between neighbouring columns, as drawn. */
  readonly crossings: number
  /** Strongly connected parts of more than one node: feedback, never broken silently. */
  readonly feedback: readonly (readonly string[])[]
}

/** Where the user has put nodes. */
export type Pins = ReadonlyMap<string, Point>
