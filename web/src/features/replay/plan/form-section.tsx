import { ChevronRight } from 'lucide-react'
import { type ReactNode, useId, useState } from 'react'
import { classNames } from '#lib/class-names.ts'

interface FormSectionProps {
  title: string
  /** What is chosen in it, for while it is folded. */
  summary: string
  /** A field in it cannot be used: it is open then. */
  faulty: boolean
  startOpen: boolean
  children: ReactNode
}

/** A part of the form: folded it says what is chosen in it. */
export function FormSection({ title, summary, faulty, startOpen, children }: FormSectionProps) {
  const id = useId()
  const [asked, setAsked] = useState<boolean | null>(null)
  const open = faulty || (asked ?? startOpen)
  return (
    <section aria-labelledby={id} className="border-hairline border-b">
      <h2 id={id}>
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setAsked(!open)}
          className="flex h-9 w-full items-center gap-1.5 px-3 text-left hover:bg-surface-sunken"
        >
          <ChevronRight
            aria-hidden="true"
            className={classNames('size-3.5 shrink-0 text-ink-faint', open && 'rotate-90')}
          />
          <span className="w-20 shrink-0 font-semibold">{title}</span>
          {!open && <span className="min-w-0 truncate text-ink-muted">{summary}</span>}
        </button>
      </h2>
      {open && <div className="flex flex-col gap-2.5 px-3 pt-0.5 pb-3 pl-8">{children}</div>}
    </section>
  )
}

/** A field with its name before it, all names of one width. */
export function FormLine({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 items-start gap-2">
      <span aria-hidden="true" className="w-20 shrink-0 pt-1 text-ink-muted text-meta">
        {label}
      </span>
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1.5">{children}</div>
    </div>
  )
}

export function FormHint({ children }: { children: ReactNode }) {
  return <p className="max-w-xl text-ink-muted text-meta">{children}</p>
}
