import { type MouseEvent, use } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { FieldCell } from '../columns/field-cell.tsx'
import type { FieldPath } from '../columns/field-path.ts'
import type { FieldValue } from '../columns/field-value.ts'
import { shortValue } from '../columns/field-words.ts'
import { FacetContext } from './facet-context.ts'
import { shareText } from './share.ts'

interface FacetValueProps {
  path: FieldPath
  value: FieldValue
  count: number
  total: number
}

/** One value with its bar; a press asks for the messages that have it, with Alt for all others. */
export function FacetValue({ path, value, count, total }: FacetValueProps) {
  const { t } = useText()
  const { act } = use(FacetContext)
  const include = act(path, value, false)
  const shown = shortValue(value)
  const press = (event: MouseEvent) => {
    const run = event.altKey ? act(path, value, true) : include
    run?.()
  }
  return (
    <button
      type="button"
      disabled={include === null}
      onClick={press}
      aria-description={t('columns.includeHow')}
      data-tip={include === null ? `${shown}\n${t('columns.noFilter')}` : shown}
      className="relative isolate grid w-full grid-cols-[1fr_auto_3rem] items-center gap-2 rounded px-1.5 py-0.5 text-left enabled:hover:bg-surface-sunken disabled:cursor-default"
    >
      <span
        aria-hidden="true"
        style={{ width: `${(count / total) * 100}%` }}
        className="absolute inset-y-0.5 left-0 -z-10 rounded-sm bg-accent-soft"
      />
      <span className="truncate">
        <FieldCell value={{ ...value, times: 1 }} />
      </span>
      <span className="tabular-nums">{formatCount(count)}</span>
      <span className="text-right text-ink-muted tabular-nums">{shareText(count, total)}</span>
    </button>
  )
}
