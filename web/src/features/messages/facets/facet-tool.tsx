import { ChartBarBig } from 'lucide-react'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { lazyPart } from '#lib/lazy-part.tsx'
import { Popover } from '#ui/popover.tsx'
import { fieldNameOf } from '../columns/field-words.ts'

const FacetView = lazyPart(async () => (await import('./facet-view.tsx')).FacetView)

/** Opens the values of a column; out of sight until its header is pointed at or has the keys. */
export function FacetTool({ field, end }: { field: string; end: boolean }) {
  const { t } = useText()
  const label = t('columns.values', { field: fieldNameOf(field, t) })
  return (
    <Popover
      label={label}
      trigger={
        <button
          type="button"
          aria-label={label}
          data-tip={label}
          className={classNames(
            'absolute top-[3px] inline-flex size-5 items-center justify-center rounded bg-surface-sunken text-ink-faint opacity-0 hover:text-ink focus-visible:opacity-100 group-hover/head:opacity-100 data-[popup-open]:opacity-100',
            end ? 'left-1' : 'right-2',
          )}
        >
          <ChartBarBig aria-hidden="true" className="size-3.5" />
        </button>
      }
    >
      <div className="w-80">
        <h2 className="truncate pb-1 font-medium font-mono text-meta">{fieldNameOf(field, t)}</h2>
        <FacetView field={field} />
      </div>
    </Popover>
  )
}
