import { useEffect, useMemo, useRef } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import type { RecordPlace } from '../place.url.ts'
import { AroundGap, AroundRecord } from './around-row.tsx'
import { aroundLines } from './neighbours.ts'
import { useAround } from './use-around.ts'

interface AroundViewProps {
  cluster: string
  topic: string
  place: RecordPlace
  onPlace: (place: RecordPlace) => void
}

/** What stands before and behind a record in its partition, whatever the list was asked for. */
export function AroundView({ cluster, topic, place, onPlace }: AroundViewProps) {
  const { t } = useText()
  const around = useAround(cluster, topic, place)
  const lines = useMemo(() => aroundLines(around.data?.pages ?? []), [around.data])
  const list = useRef<HTMLUListElement>(null)
  const loaded = lines.length > 0

  const seen = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the record is brought into view when it, or the list, is new
  useEffect(() => {
    const current = list.current?.querySelector('[aria-current]')
    // At first with as much above as below; afterwards the list moves no more than it must.
    current?.scrollIntoView({ block: seen.current ? 'nearest' : 'center' })
    seen.current = current != null
  }, [place.offset, loaded])

  if (around.error !== null && !loaded) {
    return (
      <ErrorPanel
        error={around.error}
        title={t('inspect.aroundFailed')}
        onRetry={() => void around.refetch()}
      />
    )
  }
  if (!loaded) return <Waiting />
  const last = around.data?.pages.at(-1)
  const atEnd = last !== undefined && last.to >= last.logEnd
  return (
    <div className="flex flex-col py-1">
      <div className="flex items-center gap-2 px-3 pb-1 text-ink-muted text-meta">
        {around.hasPreviousPage ? (
          <Button
            look="link"
            disabled={around.isFetchingPreviousPage}
            onClick={() => void around.fetchPreviousPage()}
          >
            {around.isFetchingPreviousPage ? t('ui.loading') : t('inspect.aroundOlder')}
          </Button>
        ) : (
          <span className="px-1 py-1">{t('inspect.aroundLogStart')}</span>
        )}
      </div>
      <ul ref={list} aria-label={t('inspect.aroundLabel')}>
        {lines.map((line) =>
          line.kind === 'gap' ? (
            <AroundGap key={`gap ${line.from}`} from={line.from} to={line.to} />
          ) : (
            <AroundRecord
              key={line.neighbour.message.offset}
              neighbour={line.neighbour}
              current={line.neighbour.message.offset === place.offset}
              onOpen={(offset) => onPlace({ partition: place.partition, offset })}
            />
          ),
        )}
      </ul>
      <div className="flex items-center gap-2 px-3 pt-1 text-ink-muted text-meta">
        <Button look="link" disabled={around.isFetchingNextPage} onClick={() => void around.fetchNextPage()}>
          {around.isFetchingNextPage
            ? t('ui.loading')
            : atEnd
              ? t('inspect.aroundAgain')
              : t('inspect.aroundNewer')}
        </Button>
        {atEnd && <span>{t('inspect.aroundLogEnd')}</span>}
      </div>
      {around.error !== null && (
        <p role="alert" className="px-4 text-meta text-trouble">
          {around.error.message}
        </p>
      )}
    </div>
  )
}

function Waiting() {
  return (
    <div className="flex flex-col gap-2.5 p-4">
      {['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((id) => (
        <Skeleton key={id} className="w-full" />
      ))}
    </div>
  )
}
