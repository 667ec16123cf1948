import { useQuery } from '@tanstack/react-query'
import { Undo2, X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react'
import { topicQuery } from '#features/topics/topics.queries.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { keyPress } from '#lib/key-press.ts'
import { useNow } from '#lib/now.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { TopicMark } from '#ui/topic-mark.tsx'
import { isEmpty } from './compose.ts'
import { ComposeForm } from './compose-form.tsx'
import { readRecord } from './read-record.ts'
import { ReviewPane } from './review-pane.tsx'
import { topicFacts } from './topic-facts.ts'
import { useCompose } from './use-compose.ts'
import { isUnknown, useWriting, type Written } from './use-writing.ts'

interface ProducePanelProps {
  cluster: string
  topic: string
  /** The page shows other topics as well: the form says to which one it writes. */
  named: boolean
  onOpen: (place: Written) => void
  /** Shows the newest messages of a partition. */
  onLook: (partition: number) => void
  onClose: () => void
}

/** The form to write a message, in the inspector's place: composed, checked by the server, confirmed, written. */
export function ProducePanel({ cluster, topic, named, onOpen, onLook, onClose }: ProducePanelProps) {
  const { t } = useText()
  const zone = useTimeZone()
  const now = useNow(1000)
  const { data: detail } = useQuery(topicQuery(cluster, topic))
  const compose = useCompose(cluster, topic)
  const writing = useWriting(cluster, topic)
  const [tried, setTried] = useState(false)
  const { draft } = compose
  const { state } = writing
  const reading = useMemo(() => readRecord(draft.record, zone, now), [draft.record, zone, now])
  const busy = state.at === 'checking' || state.at === 'writing'

  const check = () => {
    setTried(true)
    if (reading.ok && !busy) void writing.check(reading.record)
  }
  const advance = () => {
    if (state.at === 'form') check()
    else if (state.at === 'review' && !isUnknown(state.review.error)) void writing.write(state.review)
  }
  const leave = () => {
    if (state.at === 'review') writing.back()
    else if (!busy) onClose()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const press = keyPress(event.nativeEvent)
    if (press !== 'mod+enter' && press !== 'escape') return
    event.preventDefault()
    event.stopPropagation()
    // A key held down must not go past the last look.
    if (event.repeat) return
    if (press === 'escape') leave()
    else advance()
  }
  const facts = useMemo(() => topicFacts(detail), [detail])

  return (
    <PanelFrame
      label={t('produce.title', { topic })}
      topic={named ? topic : null}
      title={state.at === 'review' || state.at === 'writing' ? t('produce.reviewTitle') : t('produce.key')}
      busy={busy}
      onKeyDown={onKeyDown}
      onClose={onClose}
      tools={
        compose.hasBefore && (
          <IconButton
            label={t('produce.restore')}
            icon={<Undo2 aria-hidden="true" className="size-4" />}
            onClick={compose.restore}
          />
        )
      }
    >
      {state.at === 'review' || state.at === 'writing' ? (
        <ReviewPane
          cluster={cluster}
          topic={topic}
          draft={draft}
          review={state.review}
          busy={state.at === 'writing'}
          facts={facts}
          onWrite={() => void writing.write(state.review)}
          onLook={onLook}
          onBack={writing.back}
        />
      ) : (
        <ComposeForm
          draft={draft}
          reading={reading}
          tried={tried}
          kept={compose.kept}
          checking={state.at === 'checking'}
          error={state.at === 'form' ? state.error : null}
          written={writing.written}
          facts={facts}
          onEdit={compose.edit}
          onCheck={check}
          onOpen={onOpen}
          {...(!isEmpty(draft) && {
            onClear: () => {
              compose.clear()
              setTried(false)
            },
          })}
        />
      )}
    </PanelFrame>
  )
}

interface PanelFrameProps {
  label: string
  title: string
  /** Null where the page says it already. */
  topic: string | null
  busy: boolean
  tools: ReactNode
  onKeyDown: (event: KeyboardEvent) => void
  onClose: () => void
  children: ReactNode
}

function PanelFrame({ label, title, topic, busy, tools, onKeyDown, onClose, children }: PanelFrameProps) {
  const { t } = useText()
  return (
    <aside aria-label={label} onKeyDown={onKeyDown} className="flex h-full flex-col">
      <header className="flex items-center gap-1 border-hairline border-b px-3 py-1.5">
        <h2 className="shrink-0 font-medium">{title}</h2>
        {topic !== null && <TopicMark topic={topic} className="ml-2 shrink" />}
        <span className="ml-auto" />
        {tools}
        <IconButton
          label={t('produce.close')}
          keys="Esc"
          disabled={busy}
          icon={<X aria-hidden="true" className="size-4" />}
          onClick={onClose}
        />
      </header>
      {children}
    </aside>
  )
}
