import type { Isolation, Message } from '@sluice/shared/messages'
import { type ReactNode, useMemo, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Button } from '#ui/button.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { faultWords } from '../fault-words.ts'
import type { RecordPlace } from '../place.url.ts'
import { HistoryPlace } from './history-place.tsx'
import { soughtKey } from './same-key.ts'
import { useHistory } from './use-history.ts'
import { useWholeVersions } from './use-whole-versions.ts'
import { VersionRow } from './version-row.tsx'
import { versionsOf } from './versions.ts'

interface HistoryViewProps {
  cluster: string
  topic: string
  message: Message
  isolation: Isolation
  onPlace: (place: RecordPlace) => void
  onCompare: (before: RecordPlace, after: RecordPlace) => void
}

/** All versions of the record's key, newest first, with what each changed. */
export function HistoryView(props: HistoryViewProps) {
  const { t } = useText()
  const key = soughtKey(props.message)
  if (key === 'none') return <Nothing>{t('inspect.historyNoKey')}</Nothing>
  if (key === 'long') return <Nothing>{t('inspect.historyLongKey')}</Nothing>
  return <Versions {...props} sought={key} />
}

type SoughtKey = Exclude<ReturnType<typeof soughtKey>, string>

function Versions(props: HistoryViewProps & { sought: SoughtKey }) {
  const { cluster, topic, message, isolation, sought, onPlace, onCompare } = props
  const { t } = useText()
  const [partitions, setPartitions] = useState<SoughtKey['partitions']>('likely')
  const history = useHistory({ cluster, topic, key: { ...sought, partitions }, isolation })
  const { query, rows } = history
  const complete = query.isSuccess && !query.hasNextPage
  const whole = useWholeVersions(cluster, topic, rows)
  const versions = useMemo(() => versionsOf(whole, complete), [whole, complete])

  if (query.error !== null && rows.length === 0) {
    return (
      <ErrorPanel
        error={query.error}
        title={t('inspect.historyFailed')}
        onRetry={() => void query.refetch()}
      />
    )
  }
  return (
    <div className="flex flex-col pb-3">
      <HistoryPlace
        lookup={history.lookup}
        versions={rows}
        searchedAll={partitions === 'all'}
        missing={query.data?.pages.flatMap((page) => page.end.missing) ?? []}
        onAll={() => setPartitions('all')}
      />
      <ol aria-label={t('inspect.historyLabel')}>
        {versions.map((version) => (
          <VersionRow
            key={`${version.message.partition}:${version.message.offset}`}
            version={version}
            current={isSame(version.message, message)}
            onOpen={() => onPlace(placeOf(version.message))}
            onCompare={
              version.before &&
              (() => version.before && onCompare(placeOf(version.before), placeOf(version.message)))
            }
          />
        ))}
      </ol>
      <div className="flex items-center gap-2 px-3 py-1 text-ink-muted text-meta">
        {query.isFetching ? (
          <span role="status">{t('inspect.historyLooking', { records: formatCount(history.looked) })}</span>
        ) : query.hasNextPage ? (
          <Button onClick={() => void query.fetchNextPage()}>{t('inspect.historyOlder')}</Button>
        ) : (
          <span>{rows.length === 0 ? t('inspect.historyNone') : t('inspect.historyComplete')}</span>
        )}
        {query.error !== null && (
          <span role="alert" className="text-trouble">
            {faultWords(query.error, t)}
          </span>
        )}
      </div>
    </div>
  )
}

function Nothing({ children }: { children: ReactNode }) {
  return <p className="p-4 text-ink-muted">{children}</p>
}

const placeOf = ({ partition, offset }: Message): RecordPlace => ({ partition, offset })

const isSame = (a: Message, b: Message): boolean => a.offset === b.offset && a.partition === b.partition
