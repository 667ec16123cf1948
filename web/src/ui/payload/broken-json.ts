import type { Payload } from '@sluice/shared/messages'
import type { JsonScan } from './json-scan.ts'

export interface BrokenJson {
  /** Characters before the one that does not fit. */
  at: number
  /** Nothing is wrong but that it ends. */
  ends: boolean
}

/** Whether a text was meant to be JSON and is none, and where: what a consumer stumbles over. Null: it was not, or it is. */
export function brokenJson(payload: Payload, scan: JsonScan): BrokenJson | null {
  if (scan.ok || scan.fault !== 'syntax' || payload.truncated || payload.encoding !== 'utf8') return null
  if (!/^\s*[{[]/.test(payload.data)) return null
  return { at: scan.at, ends: scan.at >= payload.data.trimEnd().length }
}
