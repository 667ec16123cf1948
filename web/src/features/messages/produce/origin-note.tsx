import { useMemo } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import type { Origin, RecordDraft } from './compose.ts'
import { differences } from './differences.ts'
import { partWords } from './produce-words.ts'

/** Which message this was made from, and what is no longer as it was there. */
export function OriginNote({ record, origin }: { record: RecordDraft; origin: Origin }) {
  const { t } = useText()
  const changed = useMemo(() => differences(record, origin), [record, origin])
  const place = `${origin.place.partition} · ${formatCount(origin.place.offset)}`
  return (
    <p className="flex flex-wrap gap-x-3 border-hairline border-b bg-surface-sunken px-3 py-1 text-meta">
      <span className="text-ink-muted tabular-nums">{t('produce.again', { place })}</span>
      {changed.length === 0
        ? t('produce.againSame')
        : t('produce.againDiffers', { parts: partWords(changed, t) })}
    </p>
  )
}
