import { ArrowLeft } from 'lucide-react'
import { LoneRecord } from '#features/messages/lone-record.tsx'
import { placeIn, readPlace, type TopicPlace, writePlace } from '#features/messages/place.url.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'

interface TopologyRecordProps {
  cluster: string
  record: string
  onRecord: (record: string | null) => void
}

/** A record that is evidence of an edge, beside the graph. */
export function TopologyRecord({ cluster, record, onRecord }: TopologyRecordProps) {
  const { t } = useText()
  const place = placeIn(readPlace(record, true), null)
  const back = (
    <Button look="link" className="h-7 self-start px-3" onClick={() => onRecord(null)}>
      <ArrowLeft aria-hidden="true" className="size-3.5" />
      {t('why.toEvidence')}
    </Button>
  )
  if (place === null)
    return (
      <EmptyState title={t('why.noRecord')} reason={record}>
        {back}
      </EmptyState>
    )
  const onPlace = (next: TopicPlace) => onRecord(writePlace(next) ?? null)
  return (
    <LoneRecord cluster={cluster} place={place} onPlace={onPlace} onClose={() => onRecord(null)}>
      {back}
    </LoneRecord>
  )
}
