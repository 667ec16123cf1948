import { type ReactNode, useId } from 'react'

interface SectionProps {
  title: string
  /** Beside the title. */
  aside?: ReactNode
  children: ReactNode
}

/** A named part of a page that scrolls. */
export function Section({ title, aside, children }: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="border-hairline border-b">
      <div className="flex h-9 items-center gap-3 px-3">
        <h2 id={id} className="font-semibold">
          {title}
        </h2>
        <span className="text-ink-muted">{aside}</span>
      </div>
      {children}
    </section>
  )
}
