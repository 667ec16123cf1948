import type { FieldPath } from './field-path.ts'
import { fieldParts } from './field-words.ts'

/** A path of which the end stays legible when there is little room. */
export function FieldHeader({ path }: { path: FieldPath }) {
  const { lead, last } = fieldParts(path)
  return (
    <span className="flex min-w-0 font-mono">
      <span className="min-w-0 shrink-[999] truncate text-ink-faint">{lead.replace(/^value\.?/, '')}</span>
      <span className="min-w-0 shrink truncate">{last}</span>
    </span>
  )
}
