import { useText } from '#lib/i18n/text-provider.tsx'

interface FigureProps {
  /** Null is "not known", never zero. */
  value: string | null
  /** The figure as text, made from its value. */
  format: (value: string) => string
  /** Why it is not known. */
  reason?: string | undefined
  tip?: string | undefined
  /** Set before the figure, for instance "≤". */
  mark?: string | undefined
}

export function Figure({ value, format, reason, tip, mark }: FigureProps) {
  const { t } = useText()
  if (value === null) {
    const why = reason ? `${t('ui.notKnown')}: ${reason}` : t('ui.notKnown')
    return (
      <span data-tip={why} className="text-unknown">
        <span aria-hidden="true">—</span>
        <span className="sr-only">{why}</span>
      </span>
    )
  }
  return (
    <span data-tip={tip}>
      {mark && (
        <span aria-hidden="true" className="mr-0.5 text-ink-faint">
          {mark}
        </span>
      )}
      {tip && mark && <span className="sr-only">{tip}</span>}
      {format(value)}
    </span>
  )
}
