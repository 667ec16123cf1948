import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react'

interface TabsProps<Id extends string> {
  label: string
  tabs: readonly { id: Id; label: string; count?: ReactNode }[]
  value: Id
  onChange: (id: Id) => void
  /** The panel of the chosen tab. */
  children: ReactNode
  /** Shown at the end of the tabs' line. */
  trailing?: ReactNode
}

/** The look of one tab; the chosen one is known by `aria-selected`, or by `aria-current` where it is a link. */
export const TAB_LOOK =
  "relative inline-flex h-8 items-center gap-1.5 px-2.5 text-body text-ink-muted transition-colors after:absolute after:inset-x-2 after:bottom-0 after:h-0.5 after:rounded-full after:content-[''] hover:text-ink aria-selected:font-medium aria-selected:text-ink aria-selected:after:bg-accent aria-[current=page]:font-medium aria-[current=page]:text-ink aria-[current=page]:after:bg-accent"

/** Views of one thing inside a pane; arrow keys move between them. Views with a URL of their own are links instead. */
export function Tabs<Id extends string>(props: TabsProps<Id>) {
  const { label, tabs, value, onChange, children, trailing } = props
  const base = useId()
  const list = useRef<HTMLDivElement>(null)

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const at = tabs.findIndex((tab) => tab.id === value)
    const next = tabs[(at + step + tabs.length) % tabs.length]
    if (!next) return
    onChange(next.id)
    list.current?.querySelector<HTMLElement>(`[data-tab="${next.id}"]`)?.focus()
  }

  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex items-center border-hairline border-b px-1.5">
        <div ref={list} role="tablist" aria-label={label} className="flex" onKeyDown={onKeyDown}>
          {tabs.map((tab) => (
            <button
              key={tab.id}
              type="button"
              role="tab"
              data-tab={tab.id}
              id={`${base}-${tab.id}`}
              aria-selected={tab.id === value}
              aria-controls={`${base}-panel`}
              tabIndex={tab.id === value ? 0 : -1}
              onClick={() => onChange(tab.id)}
              className={TAB_LOOK}
            >
              {tab.label}
              {tab.count !== undefined && <span className="text-ink-faint tabular-nums">{tab.count}</span>}
            </button>
          ))}
        </div>
        {trailing && <div className="ml-auto flex items-center gap-1">{trailing}</div>}
      </div>
      <div
        role="tabpanel"
        id={`${base}-panel`}
        aria-labelledby={`${base}-${value}`}
        className="min-h-0 flex-1 overflow-auto"
      >
        {children}
      </div>
    </div>
  )
}
