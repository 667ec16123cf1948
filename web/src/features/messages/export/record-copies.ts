import type { Message } from '@sluice/shared/messages'
import { DEFAULT_QUERY, writeMessagesQuery } from '@sluice/shared/messages-link'
import { paths } from '@sluice/shared/paths'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { stringifySearch } from '#lib/search-codec.ts'
import { shellQuoted, sluiceCommand } from './query-commands.ts'

interface RecordPlace {
  origin: string
  cluster: string
}

/** The commands that read this very record through this Sluice. */
export function recordCopies(message: Message, place: RecordPlace, t: Translate) {
  return [
    {
      id: 'sluice',
      label: t('exporting.copySluice'),
      text: () => sluiceRecordCommand(message, place),
      whole: true,
    },
    {
      id: 'curl',
      label: t('exporting.copyCurl'),
      text: () => curlRecordCommand(message, place),
      whole: true,
    },
  ]
}

export function sluiceRecordCommand({ topic, partition, offset }: Message, place: RecordPlace): string {
  const start = { kind: 'offset', offset } as const
  const query = { ...DEFAULT_QUERY, start, partitions: [partition], limit: 1 }
  const path = `/clusters/${encodeURIComponent(place.cluster)}/topics/${encodeURIComponent(topic)}/messages`
  return sluiceCommand(place.origin + path + stringifySearch(writeMessagesQuery(query)))
}

export function curlRecordCommand({ topic, partition, offset }: Message, place: RecordPlace): string {
  return `curl -s ${shellQuoted(place.origin + paths.message(place.cluster, topic, partition, offset))}`
}
