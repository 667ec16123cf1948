import type { Frame, MissingPartition } from '@sluice/shared/messages'
import type { Translate } from '#lib/i18n/dictionary.ts'

type Open = Frame<'open'>

/** Whether a scan is of more than one topic, so that a partition's number alone says nothing. */
export function isAcross(open: Open | null): boolean {
  return open !== null && open.topics.length > 1
}

/** `Partition 3`, `orders, partition 3`, or a whole topic; null topic: the only one. */
export function placeWords(
  { topic, partition }: { topic: string | null; partition: number | null },
  t: Translate,
): string {
  if (partition === null) return topic ?? t('messages.allPartitions')
  return topic === null
    ? t('messages.partitionNumber', { partition })
    : t('across.place', { topic, partition })
}

/** `2 partitions missing`; a topic that is missing as a whole has no partitions to count. */
export function missingWords(missing: readonly MissingPartition[], t: Translate): string {
  const topics = missing.filter(({ partition }) => partition === null).length
  const partitions = missing.length - topics
  return [
    ...(topics === 0 ? [] : [t('across.topicsMissing', { count: topics })]),
    ...(partitions === 0 ? [] : [t('messages.missing', { count: partitions })]),
  ].join(', ')
}
