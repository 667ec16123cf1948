import type { ComponentProps, ReactNode } from 'react'
import { classNames } from '#lib/class-names.ts'

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  /** Says what it does: spoken, and shown as its tip. */
  label: string
  icon: ReactNode
  /** Keys shown beside the tip, for instance `?`. */
  keys?: string
}

export function IconButton({ label, icon, keys, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      data-tip={keys ? `${label}  ${keys}` : label}
      className={classNames(
        'inline-flex size-7 shrink-0 items-center justify-center rounded-md text-ink-muted transition-colors hover:bg-surface-sunken hover:text-ink disabled:opacity-50',
        className,
      )}
      {...rest}
    >
      {icon}
    </button>
  )
}
