import type { Progress } from './candles.ts'

/** What stands beside a committed offset: short, and plain to whoever looks at the group. */
export function encodeProgress({ closedBefore, readTo }: Progress): string | null {
  if (!Number.isFinite(closedBefore)) return null
  return JSON.stringify({ candlesBefore: new Date(closedBefore).toISOString(), readTo: String(readTo) })
}

/** Null where nobody wrote it, or somebody else did. */
export function decodeProgress(metadata: string | null | undefined): Progress | null {
  const said = /^\{"candlesBefore":"([0-9T:.Z-]{24})","readTo":"(\d{1,19})"\}$/.exec(metadata ?? '')
  if (!said?.[1] || !said[2]) return null
  const closedBefore = Date.parse(said[1])
  return Number.isNaN(closedBefore) ? null : { closedBefore, readTo: BigInt(said[2]) }
}
