import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { fieldNameOf } from './field-words.ts'
import type { ListLayout } from './list-layout.ts'

/** Says that only what is loaded is sorted, and takes it back. */
export function SortNote({ layout }: { layout: ListLayout }) {
  const { t } = useText()
  const { sort, snapshot, onUnsort } = layout
  const count = snapshot.rows.length
  if (sort === null || count === 0) return null
  const Arrow = sort.order === 'asc' ? ArrowUp : ArrowDown
  const words = t('columns.sorted', { count, text: formatCount(count) })
  return (
    <span className="ml-1 flex shrink-0 items-center gap-1 rounded bg-accent-soft pl-1.5 text-accent">
      <Arrow aria-hidden="true" className="size-3 shrink-0" />
      <span
        data-tip={`${t('columns.sortedBy', { field: fieldNameOf(sort.field, t) })}\n${words}`}
        className="truncate"
      >
        {words}
      </span>
      <button
        type="button"
        aria-label={t('columns.unsort')}
        data-tip={t('columns.unsort')}
        onClick={onUnsort}
        className="inline-flex size-5 shrink-0 items-center justify-center rounded hover:bg-surface-sunken"
      >
        <X aria-hidden="true" className="size-3.5" />
      </button>
    </span>
  )
}
