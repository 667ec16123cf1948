import { ChevronRight } from 'lucide-react'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { fieldText } from '../columns/field-path.ts'
import { fieldName, fieldParts, kindName } from '../columns/field-words.ts'
import { FacetView } from './facet-view.tsx'
import type { FieldChoice } from './field-choices.ts'
import { shareText } from './share.ts'

interface FieldRowProps {
  field: FieldChoice
  /** Loaded messages that were looked at. */
  total: number
  /** It is a column. */
  shown: boolean
  open: boolean
  onToggle: (shown: boolean) => void
  onOpen: () => void
}

/** One field: a column or not, what its values are, and how many messages have it. */
export function FieldRow({ field, total, shown, open, onToggle, onOpen }: FieldRowProps) {
  const { t } = useText()
  const { path, count, kinds = [] } = field
  const name = fieldName(path, t)
  const { lead, last } = path.steps.length === 0 ? { lead: '', last: name } : fieldParts(path)
  return (
    <li>
      <div className="flex h-[26px] items-center gap-1.5 rounded px-1.5 hover:bg-surface-sunken">
        <input
          type="checkbox"
          checked={shown}
          aria-label={t('columns.show', { field: name })}
          onChange={(event) => onToggle(event.target.checked)}
          className="shrink-0 accent-[var(--accent)]"
        />
        <button
          type="button"
          aria-expanded={open}
          aria-description={t('columns.values', { field: name })}
          onClick={onOpen}
          className="flex h-full min-w-0 flex-1 items-center gap-1.5 text-left"
        >
          <ChevronRight
            aria-hidden="true"
            className={classNames(
              'size-3.5 shrink-0 text-ink-faint transition-transform',
              open && 'rotate-90',
            )}
          />
          <span
            data-tip={name.length > 30 ? name : undefined}
            className={classNames('flex min-w-0 flex-1 text-meta', path.steps.length > 0 && 'font-mono')}
          >
            <span className="min-w-0 shrink-[999] truncate text-ink-faint">{lead}</span>
            <span className="min-w-0 shrink truncate">{last}</span>
          </span>
          <span className="shrink-0 text-ink-faint text-meta">
            {kinds
              .slice(0, 3)
              .map(([kind]) => kindName(kind, t))
              .join(' · ')}
          </span>
          {count !== undefined && (
            <span
              data-tip={t('columns.share', { text: formatCount(count), of: formatCount(total) })}
              className="w-14 shrink-0 text-right text-ink-muted text-meta tabular-nums"
            >
              {shareText(count, total)}
            </span>
          )}
        </button>
      </div>
      {open && (
        <div className="mb-1.5 ml-[26px] border-hairline border-l pl-2.5">
          <FacetView field={fieldText(path)} />
        </div>
      )}
    </li>
  )
}
