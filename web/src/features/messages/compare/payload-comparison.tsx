import type { Payload } from '@sluice/shared/messages'
import type { ReactNode } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatBytes, formatCount } from '#lib/number-format.ts'
import { PayloadTools } from '#ui/payload/payload-tools.tsx'
import type { PayloadView } from '#ui/payload/payload-views.ts'
import { ByteDifferences } from './byte-differences.tsx'
import { FieldDifferences } from './field-differences.tsx'
import { LineDifferences } from './line-differences.tsx'
import { differencesOf, useComparison } from './use-comparison.ts'

interface PayloadComparisonProps {
  a: Payload | null
  b: Payload | null
  view: PayloadView | null
  onView: (view: PayloadView) => void
}

/** What differs between two keys or values; where one of them is null there is nothing to lay side by side. */
export function PayloadComparison({ a, b, view, onView }: PayloadComparisonProps) {
  const { t } = useText()
  if (a === null && b === null) return <Said>{t('compare.bothNull')}</Said>
  if (a === null || b === null) {
    const size = formatBytes((a ?? b)?.size ?? 0)
    return <Said>{a === null ? t('compare.onlyB', { size }) : t('compare.onlyA', { size })}</Said>
  }
  return <Differences a={a} b={b} view={view} onView={onView} />
}

function Differences({
  a,
  b,
  view,
  onView,
}: { a: Payload; b: Payload } & Pick<PayloadComparisonProps, 'view' | 'onView'>) {
  const { t } = useText()
  const comparison = useComparison(a, b, view)
  const count = differencesOf(comparison)
  const more = comparison.view === 'json' && comparison.diff.more
  const same = a.encoding === b.encoding && a.data === b.data && a.size === b.size
  const text = formatCount(count)
  const counted = {
    json: more ? t('compare.fieldsMore', { text }) : t('compare.fieldsCount', { count, text }),
    text: t('compare.linesCount', { count, text }),
    hex: t('compare.bytesCount', { count, text }),
  }[comparison.view]
  return (
    <div className="flex h-full flex-col">
      <PayloadTools view={comparison.view} onView={onView}>
        <span role="status" className="ml-auto pr-1 text-ink-muted text-meta tabular-nums">
          {counted}
        </span>
      </PayloadTools>
      {(a.truncated || b.truncated) && (
        <p className="border-hairline border-b bg-attention-soft px-3 py-1 text-meta">{t('compare.cut')}</p>
      )}
      {count === 0 ? (
        <Said>{same ? t('compare.same') : t('compare.sameContent')}</Said>
      ) : comparison.view === 'json' ? (
        <FieldDifferences diff={comparison.diff} a={comparison.a} b={comparison.b} />
      ) : comparison.view === 'hex' ? (
        <ByteDifferences diff={comparison.diff} a={comparison.a} b={comparison.b} />
      ) : (
        <LineDifferences lines={comparison.lines} />
      )}
    </div>
  )
}

function Said({ children }: { children: ReactNode }) {
  return <p className="p-4 text-ink-muted">{children}</p>
}
