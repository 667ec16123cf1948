import type { ReactNode } from 'react'
import type { PayloadView } from './payload-views.ts'
import { ViewSwitch } from './view-switch.tsx'

interface PayloadToolsProps {
  view: PayloadView
  onView: (view: PayloadView) => void
  /** What the view itself offers. */
  children?: ReactNode
}

/** The line above a payload: which view it is in, and that view's own tools. */
export function PayloadTools({ view, onView, children }: PayloadToolsProps) {
  return (
    <div className="flex h-9 shrink-0 items-center gap-2 border-hairline border-b px-2">
      <ViewSwitch value={view} onChange={onView} />
      {children}
    </div>
  )
}
