import { readOffset, readPartition } from '@sluice/shared/messages-start'
import { isTopicName } from '@sluice/shared/messages-topics'

/** A record that a group stands at. */
export interface RecordPlace {
  topic: string
  partition: number
  offset: string
}

/** `orders:2:17` of a link, or null where it names no record. */
export function readRecordPlace(text: string | undefined): RecordPlace | null {
  const [topic = '', left = '', right = '', ...more] = text?.split(':') ?? []
  const [partition, offset] = [readPartition(left), readOffset(right)]
  if (!isTopicName(topic) || partition === null || offset === null || more.length > 0) return null
  return { topic, partition, offset }
}

export const writeRecordPlace = ({ topic, partition, offset }: RecordPlace): string =>
  `${topic}:${partition}:${offset}`
