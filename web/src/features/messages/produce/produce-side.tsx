import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import type { MessagesUrl } from '../messages.url.ts'
import { placeOf } from '../place.url.ts'
import { ProducePanel } from './produce-panel.tsx'

interface ProduceSideProps {
  cluster: string
  topic: string
  /** The topic of the page; null where it shows several. */
  own: string | null
  refusal: string | null
  onChange: (part: Partial<MessagesUrl>) => void
}

/** What stands in the inspector's place while a link has the form open: it, or why there is none. */
export function ProduceSide({ cluster, topic, own, refusal, onChange }: ProduceSideProps) {
  const { t } = useText()
  const close = () => onChange({ produce: false })
  if (refusal !== null) {
    return (
      <EmptyState title={t('produce.readOnlyTitle')} reason={refusal}>
        <Button onClick={close}>{t('produce.dismiss')}</Button>
      </EmptyState>
    )
  }
  return (
    <ProducePanel
      key={`${cluster}/${topic}`}
      cluster={cluster}
      topic={topic}
      named={own === null}
      onOpen={(written) => onChange({ record: placeOf({ ...written, topic }, own), produce: false })}
      onLook={(partition) =>
        onChange({
          start: { kind: 'newest' },
          end: null,
          partitions: own === null ? null : [partition],
          find: null,
          key: null,
        })
      }
      onClose={close}
    />
  )
}
