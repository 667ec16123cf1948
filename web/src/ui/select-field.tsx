import { ChevronDown } from 'lucide-react'
import { useId } from 'react'
import { classNames } from '#lib/class-names.ts'

interface SelectFieldProps<Value extends string> {
  label: string
  labelShown?: boolean
  value: Value
  options: readonly { value: Value; label: string }[]
  onChange: (value: Value) => void
  className?: string
  mono?: boolean
  /** As wide as what is chosen, where the browser can; otherwise as the longest choice. */
  fit?: boolean
  disabled?: boolean
}

/** One of a short list. The browser's own list: right on every keyboard, touch screen and screen reader. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const {
    label,
    labelShown = false,
    value,
    options,
    onChange,
    className,
    mono = false,
    fit = false,
    disabled,
  } = props
  const id = useId()
  return (
    <span className={classNames('inline-flex items-center gap-2', className)}>
      <label htmlFor={id} className={labelShown ? 'text-meta text-ink-muted' : 'sr-only'}>
        {label}
      </label>
      <span className="relative inline-flex min-w-0 flex-1">
        <select
          id={id}
          value={value}
          disabled={disabled}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value)
            if (chosen) onChange(chosen.value)
          }}
          className={classNames(
            'h-7 w-full min-w-0 appearance-none truncate rounded-md border border-hairline-strong bg-surface-raised pr-6 pl-2 text-body text-ink hover:border-hairline-strong disabled:opacity-50',
            mono && 'font-mono',
            fit && 'field-sizing-content',
          )}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden="true"
          className="pointer-events-none absolute top-1/2 right-1.5 size-3.5 -translate-y-1/2 text-ink-faint"
        />
      </span>
    </span>
  )
}
