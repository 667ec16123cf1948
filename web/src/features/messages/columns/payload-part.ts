import type { Payload } from '@sluice/shared/messages'
import { type JsonPart, scanJson, scanJsonPart } from '#ui/payload/json-scan.ts'

/** The scans of the payloads looked at last: the columns of one row share one. */
const recent = new Map<Payload, JsonPart | null>()
const RECENT_MAX = 200
const NOTHING_OPEN: ReadonlySet<number> = new Set()

/** A payload as JSON, as far as its preview holds it; null where it is none. */
export function payloadPart(payload: Payload): JsonPart | null {
  const known = recent.get(payload)
  if (known !== undefined) return known
  const part = scanPart(payload)
  if (recent.size >= RECENT_MAX) recent.clear()
  recent.set(payload, part)
  return part
}

/** The same, kept nowhere: for looking through many rows. */
export function scanPart({ encoding, truncated, data }: Payload): JsonPart | null {
  if (encoding !== 'utf8') return null
  if (truncated) return scanJsonPart(data)
  const scan = scanJson(data)
  return scan.ok ? { nodes: scan.nodes, open: NOTHING_OPEN } : null
}
