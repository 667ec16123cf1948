import type { ReactNode } from 'react'
import { classNames } from '#lib/class-names.ts'

interface CheckProps {
  on: boolean
  onChange: (on: boolean) => void
  className?: string
  children: ReactNode
}

/** A choice that is on or off, with its words beside it. */
export function Check({ on, onChange, className, children }: CheckProps) {
  return (
    <label className={classNames('flex items-center gap-1.5 whitespace-nowrap', className)}>
      <input
        type="checkbox"
        checked={on}
        onChange={(event) => onChange(event.target.checked)}
        className="accent-[var(--accent)]"
      />
      {children}
    </label>
  )
}
