import { layOut } from './layout.ts'
import type { Layout, LayoutGraph, Point } from './layout-types.ts'

export type LayoutRequest = {
  readonly id: number
  readonly graph: LayoutGraph
  readonly pins: readonly (readonly [string, Point])[]
  /** From nothing, whatever was drawn before. */
  readonly tidy: boolean
}

export type LayoutAnswer = { readonly id: number } & (
  | { readonly layout: Layout }
  | { readonly fault: string }
)

/** What a worker has of its own side, and each end of a `MessageChannel` too. */
export type LayoutPort = {
  onmessage: ((event: MessageEvent<LayoutRequest>) => void) | null
  postMessage(answer: LayoutAnswer): void
}

/** Answers each request with a layout that starts from the one before; it stays here, since copying it twice costs more. */
export function serveLayouts(port: LayoutPort): void {
  let before: Layout | undefined
  port.onmessage = ({ data: { id, graph, pins, tidy } }) => {
    try {
      before = layOut(graph, tidy ? undefined : before, new Map(pins))
      port.postMessage({ id, layout: before })
    } catch (error) {
      before = undefined
      port.postMessage({ id, fault: error instanceof Error ? error.message : String(error) })
    }
  }
}
