import type { ReactNode } from 'react'

/** Labels of one width, so that the fields stand under one another. */
export const LABELLED = '[&>label]:w-20 [&>label]:shrink-0'

interface FormRowProps {
  hint?: string
  children: ReactNode
}

/** A field with what helps to fill it in below. */
export function FormRow({ hint, children }: FormRowProps) {
  return (
    <div className="flex flex-col gap-1 [&>span]:w-full">
      {children}
      {hint !== undefined && <p className="pl-[5.5rem] text-ink-muted text-meta">{hint}</p>}
    </div>
  )
}
