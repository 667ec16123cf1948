import type { ReactNode } from 'react'

interface FormRowProps {
  hint?: string
  children: ReactNode
}

/** A field with what helps to fill it in below. */
export function FormRow({ hint, children }: FormRowProps) {
  return (
    <div className="flex flex-col gap-1 [&>span]:w-full">
      {children}
      {hint !== undefined && <p className="text-ink-muted text-meta">{hint}</p>}
    </div>
  )
}
