import type { ComponentProps, ReactNode } from 'react'
import { classNames } from '#lib/class-names.ts'

const LOOKS = {
  plain: 'px-2.5 border-hairline-strong/50 bg-surface-raised text-ink hover:border-hairline-strong',
  /** Opens a choice among fields, and looks like one of them. */
  field: 'px-2 border-hairline-strong bg-surface-raised text-ink',
  primary: 'px-2.5 border-transparent bg-accent text-accent-ink hover:opacity-90',
  link: 'border-transparent px-1 text-accent hover:underline',
  quiet: 'px-2.5 border-transparent text-ink-muted hover:bg-surface-sunken hover:text-ink',
} as const

interface ButtonProps extends ComponentProps<'button'> {
  look?: keyof typeof LOOKS
  icon?: ReactNode
}

export function Button({ look = 'plain', icon, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={classNames(
        'inline-flex h-7 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-md border text-body transition-colors disabled:opacity-50',
        LOOKS[look],
        className,
      )}
      {...rest}
    >
      {icon}
      {children}
    </button>
  )
}
