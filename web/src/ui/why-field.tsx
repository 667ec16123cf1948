import { useId } from 'react'

interface WhyFieldProps {
  label: string
  hint: string
  why: string
  /** What is wrong with it; null: nothing, or it was not sent yet. */
  fault: string | null
  onWhy: (why: string) => void
}

/** Why somebody does what cannot be undone: what stands in the audit. */
export function WhyField({ label, hint, why, fault, onWhy }: WhyFieldProps) {
  const id = useId()
  const border = fault === null ? 'border-hairline-strong' : 'border-trouble'
  return (
    <span className="flex items-start gap-2">
      <label htmlFor={id} className="w-12 pt-1 text-ink-muted text-meta">
        {label}
      </label>
      <span className="flex min-w-0 flex-1 flex-col gap-1">
        <textarea
          id={id}
          rows={2}
          required
          maxLength={2000}
          placeholder={hint}
          value={why}
          onChange={(event) => onWhy(event.target.value)}
          className={`w-full resize-y rounded-md border bg-surface-raised px-2 py-1 outline-none focus:border-accent ${border}`}
        />
        {fault !== null && (
          <span role="alert" className="text-meta text-trouble">
            {fault}
          </span>
        )}
      </span>
    </span>
  )
}
