import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { PAYLOAD_VIEWS, type PayloadView } from './payload-views.ts'

interface ViewSwitchProps {
  value: PayloadView
  onChange: (view: PayloadView) => void
}

/** How a payload is shown: as a tree, as text, or byte by byte. */
export function ViewSwitch({ value, onChange }: ViewSwitchProps) {
  const { t } = useText()
  const labels = { json: t('messages.viewJson'), text: t('messages.viewText'), hex: t('messages.viewHex') }
  return (
    <fieldset className="flex shrink-0 rounded-md border border-hairline p-px">
      <legend className="sr-only">{t('messages.view')}</legend>
      {PAYLOAD_VIEWS.map((view) => (
        <button
          key={view}
          type="button"
          aria-pressed={view === value}
          onClick={() => onChange(view)}
          className={classNames(
            'h-5 whitespace-nowrap rounded px-2 text-meta leading-5 transition-colors',
            view === value ? 'bg-accent-soft font-medium text-accent' : 'text-ink-muted hover:text-ink',
          )}
        >
          {labels[view]}
        </button>
      ))}
    </fieldset>
  )
}
