import type { Message } from '@sluice/shared/messages'
import { useCallback, useMemo } from 'react'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { type EventPlace, type PlayEngine, type PlayEvent, samePlace } from '#lib/play-engine.ts'
import type { Column } from '#ui/data-table/column.ts'
import { DataTable } from '#ui/data-table/data-table.tsx'
import { lateWords } from './late-words.ts'
import { useCalmSnapshot } from './use-snapshot.ts'

/** The columns of a list of messages, as they are shown everywhere. */
export type MessageColumns = (
  t: Translate,
  options: { narrow: boolean; offsetChars: number; find: null; topicChars: number | null },
) => readonly Column<Message>[]

interface EventListProps {
  engine: PlayEngine
  columns: MessageColumns
  topics: readonly string[]
  narrow: boolean
  selected: EventPlace | null
  onOpen: (event: PlayEvent) => void
}

const BEAT_MS = 110
/** Rows around the current one that are always in sight: what was just before, and what comes. */
const AROUND = 4

/** The events as a list in step with the clock: the one played last is its active row, and what was played before it is tinted. */
export function EventList({ engine, columns, topics, narrow, selected, onOpen }: EventListProps) {
  const { t, language } = useText()
  const { index, version } = useCalmSnapshot(engine, BEAT_MS)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for the events held
  const events = useMemo(() => [...engine.held()], [engine, version])
  const rows = useMemo<readonly Column<PlayEvent>[]>(() => {
    const options = {
      narrow,
      offsetChars: 9,
      find: null,
      topicChars: topics.length > 1 ? Math.max(...topics.map(({ length }) => length)) : null,
    }
    return [
      markColumn(events, t, language),
      ...columns(t, options)
        .filter(({ id }) => id !== 'size')
        .map((column) => ({
          ...column,
          cell: ({ message }: PlayEvent, at: number) => column.cell(message, at),
        })),
    ]
  }, [columns, narrow, topics, events, t, language])
  const rowAt = useCallback((at: number) => events[at], [events])
  const rowKey = useCallback(
    (at: number) => {
      const { topic, partition, offset } = events[at]?.message ?? {}
      return `${topic}/${partition}/${offset}`
    },
    [events],
  )
  const chosen = useMemo(
    () => (selected === null ? -1 : events.findIndex(({ message }) => samePlace(message, selected))),
    [events, selected],
  )
  const current = index - 1
  const goTo = (at: number) => {
    const event = events[at]
    if (event === undefined || at === current) return
    engine.pause()
    engine.seekEvent(event)
  }
  const open = (at: number) => {
    const event = events[at]
    if (event !== undefined) onOpen(event)
  }
  return (
    <DataTable
      label={t('play.list')}
      columns={rows}
      rowCount={events.length}
      rowAt={rowAt}
      rowKey={rowKey}
      activeIndex={Math.max(0, current)}
      around={AROUND}
      onActiveChange={goTo}
      selectedIndex={chosen < 0 ? null : chosen}
      onOpen={open}
      rowClassName={(at) => rowLook(at, current, chosen)}
    />
  )
}

/** What was played lies in the water; its edge is now. */
function rowLook(at: number, current: number, chosen: number): string | undefined {
  if (at > current) return undefined
  const edge = at === current ? ' !border-b-accent shadow-[inset_3px_0_0_var(--accent)]' : ''
  return at === chosen ? edge : `bg-water/20${edge}`
}

/** Signs of what a list in order would hide: late ones, and those of one moment in several partitions. */
function markColumn(
  events: readonly PlayEvent[],
  t: Translate,
  language: Parameters<typeof lateWords>[1],
): Column<PlayEvent> {
  const ties = (one: PlayEvent, other: PlayEvent | undefined) =>
    other?.at === one.at &&
    (other.message.partition !== one.message.partition || other.message.topic !== one.message.topic)
  return {
    id: 'mark',
    header: <span className="sr-only">{t('play.markColumn')}</span>,
    name: t('play.markColumn'),
    track: '2rem',
    cell: (event, at) => {
      if (event.lateMs > 0) return <Sign text="◆" words={lateWords(event.lateMs, language, t)} />
      const tied = ties(event, events[at - 1]) || ties(event, events[at + 1])
      return tied ? <Sign text="=" words={t('play.tie')} /> : null
    },
  }
}

function Sign({ text, words }: { text: string; words: string }) {
  return (
    <span role="img" aria-label={words} data-tip={words} className="text-attention">
      {text}
    </span>
  )
}
