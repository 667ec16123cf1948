import { JsonActions } from './json-actions.tsx'
import { JsonBreadcrumb } from './json-breadcrumb.tsx'
import type { JsonNodes } from './json-nodes.ts'
import { copiedValue, pathOf } from './json-view.ts'
import { TextView } from './text-view.tsx'

/** Strings longer than this, or with line breaks, are shown whole below the tree when they are chosen. */
const LONG_CHARS = 60

interface JsonSelectionProps {
  nodes: JsonNodes
  node: number
  onNode: (node: number) => void
}

/** The path of the chosen value and what can be done with it, and the whole of a string that a row cannot show. */
export function JsonSelection({ nodes, node, onNode }: JsonSelectionProps) {
  const path = pathOf(nodes, node)
  const length = nodes.end(node) - nodes.start(node)
  const long = nodes.kind(node) === 'string' && (length > LONG_CHARS || nodes.source(node).includes('\\n'))
  return (
    <div className="shrink-0 border-hairline border-t">
      {long && (
        <div className="h-32 border-hairline border-b bg-surface-sunken">
          <TextView text={copiedValue(nodes, node)} label={path} wrap />
        </div>
      )}
      <div className="flex h-8 items-center gap-2 pl-3 text-ink-muted text-meta">
        <JsonBreadcrumb nodes={nodes} node={node} onNode={onNode} />
        <JsonActions nodes={nodes} node={node} />
      </div>
    </div>
  )
}
