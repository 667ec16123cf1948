import type { ReactNode } from 'react'

/** The words of a button that stands among many: below a wide window its sign and its tip are enough to see. */
export function WideLabel({ children }: { children: ReactNode }) {
  return <span className="max-2xl:sr-only">{children}</span>
}
