import { Popover as Base } from '@base-ui/react/popover'
import type { ReactElement, ReactNode } from 'react'

interface PopoverProps {
  /** The button that opens it. */
  trigger: ReactElement
  /** Spoken name of what opens. */
  label: string
  children: ReactNode
  open?: boolean
  onOpenChange?: (open: boolean) => void
  side?: 'top' | 'bottom' | 'right'
  align?: 'start' | 'center' | 'end'
}

/** A small panel beside its button: for choices, never for reading. Escape and a click outside close it. */
export function Popover({ trigger, label, children, open, onOpenChange, side, align }: PopoverProps) {
  return (
    <Base.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner side={side ?? 'bottom'} align={align ?? 'start'} sideOffset={6} className="z-40">
          <Base.Popup
            aria-label={label}
            className="max-h-[var(--available-height)] max-w-[min(32rem,var(--available-width))] overflow-auto rounded-lg border border-hairline bg-surface-raised p-3 text-body text-ink shadow-lift outline-none transition-opacity data-[ending-style]:opacity-0 data-[starting-style]:opacity-0"
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
