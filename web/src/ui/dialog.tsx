import { Dialog as Base } from '@base-ui/react/dialog'
import type { ReactNode } from 'react'
import { classNames } from '#lib/class-names.ts'

interface DialogProps {
  /** Spoken name, and the heading when `titleShown`. */
  title: string
  titleShown?: boolean
  onClose: () => void
  children: ReactNode
  className?: string
}

/** A panel over the page that holds the focus until Escape or a click outside. Mounted means open. */
export function Dialog({ title, titleShown = false, onClose, children, className }: DialogProps) {
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <Base.Popup
          className={classNames(
            'fixed top-[12vh] left-1/2 z-40 flex max-h-[70vh] w-[min(40rem,calc(100vw-2rem))] -translate-x-1/2 flex-col overflow-hidden rounded-xl border border-hairline bg-surface-raised text-body text-ink shadow-lift outline-none',
            className,
          )}
        >
          <Base.Title className={titleShown ? 'shrink-0 px-4 pt-4 pb-2 font-semibold text-title' : 'sr-only'}>
            {title}
          </Base.Title>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
