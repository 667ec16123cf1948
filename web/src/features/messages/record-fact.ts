import { formatBytes, formatCount } from '#lib/number-format.ts'

/** A name, what is shown (null: not here yet), and what is copied where that differs. */
export type Fact = readonly [name: string, shown: string | null, copied?: string]

/** Bytes as people read them and, where that rounds, exactly. */
export function sizeText(bytes: number | undefined): string {
  if (bytes === undefined) return '—'
  return bytes < 1024 ? formatBytes(bytes) : `${formatBytes(bytes)} (${formatCount(bytes)})`
}
