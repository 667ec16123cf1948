import type { Message } from '@sluice/shared/messages'
import type { Find, FindPart } from '@sluice/shared/messages-find'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatBytes, formatCount } from '#lib/number-format.ts'
import type { Column } from '#ui/data-table/column.ts'
import { TopicMark } from '#ui/topic-mark.tsx'
import { patternOf } from './find-pattern.ts'
import { PartitionMark } from './partition-mark.tsx'
import { HeadersCell, PayloadCell } from './payload-cell.tsx'
import type { Sought } from './row-preview.ts'
import { TimestampCell } from './timestamp-cell.tsx'

interface ColumnOptions {
  /** Beside an open inspector the columns that it repeats make room. */
  narrow: boolean
  /** Characters of the longest offset in the list. */
  offsetChars: number
  find: Find | null
  /** Of a list of several topics: characters of the longest name. Otherwise null. */
  topicChars: number | null
}

/** As wide as the names are, as far as the other columns leave room. */
const topicColumn = (t: Translate, narrow: boolean, chars: number): Column<Message> => {
  const rem = Math.max(6.5, Math.min(chars * 0.46 + 2.4, narrow ? 6.5 : 11))
  return {
    id: 'topic',
    header: t('columns.topic'),
    track: `minmax(${rem}rem, ${narrow ? 0.6 : 0.5}fr)`,
    cell: (message) => <TopicMark topic={message.topic} keepEnd />,
  }
}

export function messageColumns(
  t: Translate,
  { narrow, offsetChars, find, topicChars }: ColumnOptions,
): readonly Column<Message>[] {
  const sought = (part: FindPart, sure: number): Sought | null => {
    const pattern = patternOf(find, part)
    return pattern && { pattern, sure }
  }
  const [inKey, inValue, inHeaders] = [
    sought('key', 14),
    sought('value', narrow ? 18 : 40),
    sought('headers', 12),
  ]
  const columns: Column<Message>[] = [
    {
      id: 'timestamp',
      header: t('messages.columnTime'),
      track: '11.75rem',
      cell: (message) => <TimestampCell timestamp={message.timestamp} />,
    },
    ...(topicChars === null ? [] : [topicColumn(t, narrow, topicChars)]),
    {
      id: 'partition',
      header: t('messages.columnPartition'),
      headerTip: t('messages.columnPartitionTip'),
      track: '4rem',
      cell: (message) => <PartitionMark partition={message.partition} />,
    },
    {
      id: 'offset',
      header: t('messages.columnOffset'),
      track: `${Math.max(narrow ? 5 : 7, offsetChars * 0.62 + 1.5)}rem`,
      align: 'end',
      cell: (message) => <span className="font-mono text-meta">{formatCount(message.offset)}</span>,
    },
    {
      id: 'key',
      header: t('messages.columnKey'),
      track: narrow ? 'minmax(5.5rem, 0.7fr)' : 'minmax(8rem, 0.6fr)',
      cell: (message) => <PayloadCell payload={message.key} part="key" sought={inKey} />,
    },
    {
      id: 'value',
      header: t('messages.columnValue'),
      track: narrow ? 'minmax(8rem, 1.6fr)' : 'minmax(14rem, 2.4fr)',
      cell: (message) => <PayloadCell payload={message.value} part="value" sought={inValue} />,
    },
  ]
  if (narrow) return columns
  return [
    ...columns,
    {
      id: 'headers',
      header: t('messages.columnHeaders'),
      track: 'minmax(8rem, 0.7fr)',
      cell: (message) => <HeadersCell headers={message.headers} sought={inHeaders} />,
    },
    {
      id: 'size',
      header: t('messages.columnSize'),
      headerTip: t('messages.columnSizeTip'),
      track: '5.25rem',
      align: 'end',
      cell: (message) => (
        <span data-tip={`${formatCount(message.size)} B`} className="text-ink-muted text-meta">
          {formatBytes(message.size)}
        </span>
      ),
    },
  ]
}
