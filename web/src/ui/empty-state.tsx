import type { ReactNode } from 'react'

interface EmptyStateProps {
  title: string
  /** Why it is empty. */
  reason?: ReactNode
  /** The next step: buttons or links. */
  children?: ReactNode
}

export function EmptyState({ title, reason, children }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-lg flex-col items-start gap-2 px-6 py-16">
      <h2 className="font-semibold text-title">{title}</h2>
      {reason && <div className="text-ink-muted">{reason}</div>}
      {children && <div className="mt-2 flex flex-wrap items-center gap-2">{children}</div>}
    </div>
  )
}
