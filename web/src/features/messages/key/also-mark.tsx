import { X } from 'lucide-react'

interface AlsoMarkProps {
  children: string
  dropLabel: string
  onDrop: () => void
}

/** What is looked for besides what stands in the box, and the way to be rid of it. */
export function AlsoMark({ children, dropLabel, onDrop }: AlsoMarkProps) {
  return (
    <span
      data-tip={children}
      className="inline-flex min-w-0 max-w-64 shrink items-center gap-1 rounded bg-accent-soft pr-0.5 pl-1.5 text-accent text-meta"
    >
      <span className="min-w-0 truncate">{children}</span>
      <button
        type="button"
        aria-label={dropLabel}
        className="shrink-0 rounded hover:bg-surface-raised"
        onClick={onDrop}
      >
        <X aria-hidden="true" className="size-3.5" />
      </button>
    </span>
  )
}
