import type { Message, MissingPartition } from '@sluice/shared/messages'
import type { KeyLookup } from '@sluice/shared/messages-key'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'

interface HistoryPlaceProps {
  /** Null until the scan has begun. */
  lookup: KeyLookup | null
  versions: readonly Message[]
  searchedAll: boolean
  missing: readonly MissingPartition[]
  onAll: () => void
}

/** Where the versions were looked for and why there; and what makes their order less than certain. */
export function HistoryPlace({ lookup, versions, searchedAll, missing, onAll }: HistoryPlaceProps) {
  const { t } = useText()
  const spread = new Set(versions.map(({ partition }) => partition)).size > 1
  const chosen = lookup?.partitions ?? []
  const some = lookup !== null && !searchedAll && chosen.length > 0 && chosen.length < lookup.of
  return (
    <div className="flex flex-col gap-0.5 border-hairline border-b px-3 py-1.5 text-ink-muted text-meta">
      <p className="flex flex-wrap items-center gap-x-2">
        {some
          ? t('inspect.historyLikely', {
              partitions: chosen.map(({ partition }) => partition).join(', '),
              by: [...new Set(chosen.flatMap(({ by }) => by))].join(', '),
              of: lookup.of,
            })
          : t('inspect.historyAll')}
        {some && (
          <Button look="link" className="h-5" onClick={onAll}>
            {t('messages.allPartitions')}
          </Button>
        )}
      </p>
      {spread && <p className="text-attention">{t('inspect.historySpread')}</p>}
      {missing.map(({ partition, message }) => (
        <p key={partition} role="alert" className="text-trouble">
          {message}
        </p>
      ))}
    </div>
  )
}
