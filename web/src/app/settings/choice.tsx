import { useId } from 'react'

interface ChoiceProps<Value extends string> {
  labelledBy: string
  value: Value
  options: readonly { value: Value; label: string }[]
  onChange: (value: Value) => void
}

/** One of a few, all in sight. Native radio buttons underneath, so arrow keys move the choice. */
export function Choice<Value extends string>({ labelledBy, value, options, onChange }: ChoiceProps<Value>) {
  const name = useId()
  return (
    <div
      role="radiogroup"
      aria-labelledby={labelledBy}
      className="inline-flex w-max rounded-md border border-hairline-strong/50 bg-surface-sunken p-px"
    >
      {options.map((option) => (
        <label
          key={option.value}
          className="cursor-pointer whitespace-nowrap rounded px-2.5 py-0.5 text-ink-muted hover:text-ink has-checked:bg-surface-raised has-checked:font-medium has-checked:text-ink has-checked:shadow-sm has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name={name}
            className="sr-only"
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  )
}
