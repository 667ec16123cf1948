import type { FieldPath } from './field-path.ts'
import { fieldParts } from './field-words.ts'

/** A path by its last step, and by all of it where there is room or another column ends alike. */
export function FieldHeader({ path, whole }: { path: FieldPath; whole: boolean }) {
  const { lead, last } = fieldParts(path)
  return (
    <span className="flex min-w-0 font-mono">
      {whole && (
        <span className="min-w-0 shrink-[999] truncate text-ink-faint">{lead.replace(/^value\.?/, '')}</span>
      )}
      <span className="min-w-0 shrink truncate">{last}</span>
    </span>
  )
}
