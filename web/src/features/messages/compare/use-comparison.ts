import type { Payload } from '@sluice/shared/messages'
import { useMemo } from 'react'
import { diffJson, type JsonDiff } from '#ui/payload/json-diff.ts'
import type { JsonNodes } from '#ui/payload/json-nodes.ts'
import { prettyJson } from '#ui/payload/json-pretty.ts'
import { payloadBytes, payloadText } from '#ui/payload/payload-bytes.ts'
import { usePayloadScan } from '#ui/payload/payload-view.tsx'
import type { PayloadView } from '#ui/payload/payload-views.ts'
import { type ByteDiff, diffBytes } from './byte-diff.ts'
import { type DiffLine, diffText } from './text-diff.ts'

/** Two payloads laid side by side in one view. */
export type Comparison =
  | { view: 'json'; diff: JsonDiff; a: JsonNodes; b: JsonNodes }
  | { view: 'text'; lines: DiffLine[] }
  | { view: 'hex'; diff: ByteDiff; a: Uint8Array; b: Uint8Array }

/** Compares in the view asked for, or else the one that suits both; JSON that is none on one side is compared as text. */
export function useComparison(a: Payload, b: Payload, asked: PayloadView | null): Comparison {
  const [scanA, scanB] = [usePayloadScan(a), usePayloadScan(b)]
  return useMemo((): Comparison => {
    const json = scanA.ok && scanB.ok
    const bytes = a.encoding === 'base64' || b.encoding === 'base64'
    const view = asked ?? (json ? 'json' : bytes ? 'hex' : 'text')
    if (view === 'json' && json) {
      const [left, right] = [scanA.nodes, scanB.nodes]
      return { view, diff: diffJson(left, right), a: left, b: right }
    }
    if (view === 'hex') {
      const [left, right] = [payloadBytes(a), payloadBytes(b)]
      return { view, diff: diffBytes(left, right), a: left, b: right }
    }
    const text = (payload: Payload, scan: typeof scanA) =>
      json && scan.ok ? prettyJson(scan.nodes) : payloadText(payload)
    return { view: 'text', lines: diffText(text(a, scanA), text(b, scanB)) }
  }, [a, b, scanA, scanB, asked])
}

/** How many differences a comparison shows; null where it is not all of them. */
export function differencesOf(comparison: Comparison): number {
  if (comparison.view === 'json') return comparison.diff.differences.length
  if (comparison.view === 'hex') return comparison.diff.differing
  return comparison.lines.filter(({ kind }) => kind === 'added' || kind === 'removed').length
}
