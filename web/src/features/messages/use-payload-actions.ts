import { useMemo } from 'react'
import type { JsonNodes } from '#ui/payload/json-nodes.ts'
import { copiedValue, stepsOf } from '#ui/payload/json-view.ts'
import type { PayloadActions } from '#ui/payload/payload-actions.ts'
import { addColumn } from './columns/columns.ts'
import type { FieldPath } from './columns/field-path.ts'
import type { FieldValue } from './columns/field-value.ts'
import type { ListLayout } from './columns/list-layout.ts'

/** What the values of an open key or value do to the list beside it. */
export function usePayloadActions(part: 'key' | 'value', layout: ListLayout): PayloadActions {
  const { facets, columns, onColumns } = layout
  return useMemo(
    () => ({
      excludes: true,
      filterBy: (nodes, node, exclude) =>
        facets.act(fieldPath(part, nodes, node), fieldValue(nodes, node), exclude),
      addColumn: (nodes, node) => {
        const next = addColumn(columns, fieldPath(part, nodes, node))
        return next === columns ? null : () => onColumns(next)
      },
    }),
    [part, facets.act, columns, onColumns],
  )
}

function fieldPath(part: 'key' | 'value', nodes: JsonNodes, node: number): FieldPath {
  return { root: part, steps: stepsOf(nodes, node) }
}

/** As a filter sees it: a string by its characters, a number by its digits. */
export function fieldValue(nodes: JsonNodes, node: number): FieldValue {
  const kind = nodes.kind(node)
  const named = kind === 'true' || kind === 'false' ? 'boolean' : kind
  return { kind: named, text: copiedValue(nodes, node), times: 1 }
}
