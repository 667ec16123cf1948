import { lazy, type ReactNode, Suspense, useCallback } from 'react'
import type { MessagesUrl } from '../messages.url.ts'
import { ProduceButton } from './produce-button.tsx'
import { useWriteRefusal } from './use-writes.ts'

interface ProduceOptions {
  cluster: string
  /** The topic of the page; null where it shows several. */
  own: string | null
  url: MessagesUrl
  onChange: (part: Partial<MessagesUrl>) => void
}

interface ProduceEntry {
  /** Null where it is not known to which topic one would write. */
  button: ReactNode
  /** The form, in the inspector's place; null while it is closed. */
  side: ReactNode
  /** Closes the form; null while it is closed. */
  close: (() => void) | null
}

const ProduceSide = lazy(async () => ({ default: (await import('./produce-side.tsx')).ProduceSide }))

/** Where writing begins on the page of messages. The form is loaded when it is wanted. */
export function useProduce({ cluster, own, url, onChange }: ProduceOptions): ProduceEntry {
  const topic = own ?? url.record?.topic ?? null
  const refusal = useWriteRefusal(cluster, topic)
  const open = url.produce && topic !== null
  const begin = useCallback(() => onChange({ produce: true }), [onChange])
  const close = useCallback(() => onChange({ produce: false }), [onChange])
  return {
    button: topic !== null && <ProduceButton refusal={refusal} keyed={!url.live} onProduce={begin} />,
    side: open ? (
      <Suspense fallback={null}>
        <ProduceSide cluster={cluster} topic={topic} own={own} refusal={refusal} onChange={onChange} />
      </Suspense>
    ) : null,
    close: open ? close : null,
  }
}
