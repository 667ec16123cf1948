import { useText } from '#lib/i18n/text-provider.tsx'

interface TextToolsProps {
  wrap: boolean
  onWrap: (wrap: boolean) => void
  /** Null where the text is not JSON and cannot be indented. */
  pretty: boolean | null
  onPretty: (pretty: boolean) => void
}

export function TextTools({ wrap, onWrap, pretty, onPretty }: TextToolsProps) {
  const { t } = useText()
  return (
    <>
      <Check label={t('messages.wrap')} on={wrap} onChange={onWrap} />
      {pretty !== null && <Check label={t('messages.pretty')} on={pretty} onChange={onPretty} />}
    </>
  )
}

function Check({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className="ml-2 flex items-center gap-1.5 whitespace-nowrap text-ink-muted text-meta hover:text-ink">
      <input
        type="checkbox"
        checked={on}
        onChange={(event) => onChange(event.target.checked)}
        className="accent-[var(--accent)]"
      />
      {label}
    </label>
  )
}
