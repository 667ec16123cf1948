import { use, useCallback, useMemo } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { fieldReaderOf } from '../columns/field-cache.ts'
import { FieldCell } from '../columns/field-cell.tsx'
import { type FieldPath, parseField } from '../columns/field-path.ts'
import { kindName, lackWords } from '../columns/field-words.ts'
import { FacetContext } from './facet-context.ts'
import { type Facet, FacetTally } from './facet-tally.ts'
import { FacetValue } from './facet-value.tsx'
import { shareText } from './share.ts'
import { useRowPass } from './use-row-pass.ts'

const TOP = 10

/** What the loaded messages have at one path: the most frequent values, how many there are, and their kinds. */
export function FacetView({ field }: { field: string }) {
  const { t } = useText()
  const { rows, count, act } = use(FacetContext)
  const make = useCallback(() => new FacetTally(fieldReaderOf(field)), [field])
  const { tally, done, complete } = useRowPass(rows, count, make)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tally is one object that counts on
  const facet = useMemo(() => tally.facet(TOP), [tally, done])
  const path = parseField(field)
  if (path === null) return null
  const text = formatCount(facet.total)
  return (
    <div className="flex flex-col gap-1.5 text-meta">
      <p role="status" className="text-ink-muted tabular-nums">
        {complete
          ? t('columns.distinct', { count: facet.distinct, text: formatCount(facet.distinct), of: text })
          : t('columns.counting', { done: formatCount(done), of: formatCount(count) })}
      </p>
      <TopValues facet={facet} path={path} />
      {facet.distinct > facet.top.length && (
        <p className="text-ink-faint">{t('columns.topOf', { shown: formatCount(facet.top.length) })}</p>
      )}
      <Bounds facet={facet} />
      <Kinds facet={facet} />
      {facet.top.some(({ value }) => act(path, value, false) !== null) && (
        <p className="border-hairline border-t pt-1.5 text-ink-faint">{t('columns.includeHow')}</p>
      )}
    </div>
  )
}

function TopValues({ facet, path }: { facet: Facet; path: FieldPath }) {
  if (facet.top.length === 0) return null
  return (
    <ul className="-mx-1.5 flex flex-col">
      {facet.top.map(({ value, count }) => (
        <li key={`${value.kind} ${value.text}`}>
          <FacetValue path={path} value={value} count={count} total={facet.total} />
        </li>
      ))}
    </ul>
  )
}

function Bounds({ facet: { least, most } }: { facet: Facet }) {
  const { t } = useText()
  if (least === null || most === null || least === most) return null
  return (
    <p className="flex flex-wrap items-baseline gap-x-1.5">
      <span className="text-ink-muted">{t('columns.range')}</span>
      <FieldCell value={least} />
      <span className="text-ink-faint">–</span>
      <FieldCell value={most} />
    </p>
  )
}

/** What the values are, and why messages have none. */
function Kinds({ facet: { kinds, lacks, total } }: { facet: Facet }) {
  const { t } = useText()
  if (kinds.length + lacks.length < 2 && lacks.length === 0) return null
  return (
    <dl className="grid grid-cols-[1fr_auto_auto] gap-x-2 border-hairline border-t pt-1.5 text-ink-muted tabular-nums">
      {[
        ...kinds.map(([kind, count]) => ({ name: kindName(kind, t), tip: undefined, count })),
        ...lacks.map(([lack, count]) => ({
          name: lackWords(lack, t).name,
          tip: lackWords(lack, t).why,
          count,
        })),
      ].map(({ name, tip, count }) => (
        <div key={name} className="col-span-3 grid grid-cols-subgrid">
          <dt data-tip={tip} className={tip && 'italic'}>
            {name}
          </dt>
          <dd className="text-right">{formatCount(count)}</dd>
          <dd className="w-12 text-right text-ink-faint">{shareText(count, total)}</dd>
        </div>
      ))}
    </dl>
  )
}
