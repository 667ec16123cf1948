import { classNames } from '#lib/class-names.ts'

interface ModeSwitchProps<Mode extends string> {
  /** Spoken name of the choice. */
  label: string
  value: Mode
  options: readonly { value: Mode; label: string; tip?: string }[]
  onChange: (mode: Mode) => void
}

/** One of a few ways to look at a thing or to write it, all in sight and small. */
export function ModeSwitch<Mode extends string>({ label, value, options, onChange }: ModeSwitchProps<Mode>) {
  return (
    <fieldset className="flex shrink-0 rounded-md border border-hairline p-px">
      <legend className="sr-only">{label}</legend>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          data-tip={option.tip}
          onClick={() => onChange(option.value)}
          className={classNames(
            'h-5 whitespace-nowrap rounded px-2 text-meta leading-5 transition-colors',
            option.value === value
              ? 'bg-accent-soft font-medium text-accent'
              : 'text-ink-muted hover:text-ink',
          )}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  )
}
