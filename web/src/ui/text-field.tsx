import { type ComponentProps, type ReactNode, useId } from 'react'
import { classNames } from '#lib/class-names.ts'

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'size'> {
  label: string
  /** Puts the label before the field; otherwise only a screen reader hears it. */
  labelShown?: boolean
  icon?: ReactNode
  /** Why the text cannot be taken; also marks the field invalid. */
  fault?: string | null
  mono?: boolean
  /** Something small at the end, such as a key or a clear button. */
  trailing?: ReactNode
}

export function TextField(props: TextFieldProps) {
  const {
    label,
    labelShown = false,
    icon,
    fault = null,
    mono = false,
    trailing,
    className,
    id,
    ...rest
  } = props
  const ownId = useId()
  const inputId = id ?? ownId
  return (
    <span className={classNames('relative inline-flex items-center gap-2', className)}>
      <label htmlFor={inputId} className={labelShown ? 'text-meta text-ink-muted' : 'sr-only'}>
        {label}
      </label>
      <span
        className={classNames(
          'flex h-7 min-w-0 flex-1 items-center gap-1.5 rounded-md border bg-surface-raised px-2 focus-within:border-accent',
          fault ? 'border-trouble' : 'border-hairline-strong',
        )}
      >
        {icon && <span className="text-ink-faint">{icon}</span>}
        <input
          id={inputId}
          aria-invalid={fault ? true : undefined}
          aria-describedby={fault ? `${inputId}-fault` : undefined}
          autoComplete="off"
          spellCheck={false}
          className={classNames(
            'w-full min-w-0 flex-1 text-ellipsis bg-transparent text-body outline-none [&::-webkit-search-cancel-button]:hidden',
            mono && 'font-mono placeholder:font-sans',
          )}
          {...rest}
        />
        {trailing}
      </span>
      {fault && (
        <span
          id={`${inputId}-fault`}
          role="alert"
          className="absolute top-full left-0 z-20 mt-1 whitespace-nowrap rounded-md border border-hairline bg-surface-raised px-2 py-1 text-meta text-trouble shadow-lift"
        >
          {fault}
        </span>
      )}
    </span>
  )
}
