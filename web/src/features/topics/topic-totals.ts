import type { TopicDetail, TopicPartition } from '@sluice/shared/topics'
import type { Translate } from '#lib/i18n/dictionary.ts'

export interface TopicTotals {
  partitions: number
  replicas: number
  offline: number
  underReplicated: number
  /** Null as soon as one partition's part is not known: a part is not the whole. */
  messages: string | null
  bytes: string | null
  cleanupPolicy: string | null
  faults: string[]
}

/** The topic as a whole, summed over its partitions. */
export function topicTotals(topic: TopicDetail): TopicTotals {
  const { partitions, config } = topic
  const cleanup = config.available ? config.value.find(({ name }) => name === 'cleanup.policy') : undefined
  return {
    partitions: partitions.length,
    replicas: Math.max(0, ...partitions.map(({ replicas }) => replicas.length)),
    offline: partitions.filter(({ leader }) => leader === null).length,
    underReplicated: partitions.filter(isUnderReplicated).length,
    messages: sum(partitions.map(messagesOf)),
    bytes: sum(partitions.map(({ bytes }) => bytes)),
    cleanupPolicy: cleanup?.value ?? null,
    faults: [...new Set(partitions.flatMap(({ faults }) => faults.map(({ message }) => message)))],
  }
}

export const isUnderReplicated = ({ leader, isr, replicas }: TopicPartition): boolean =>
  leader !== null && isr.length < replicas.length

/** Log end minus log start, or null where either is not known. */
export function messagesOf({ logStart, logEnd }: TopicPartition): string | null {
  return logStart === null || logEnd === null ? null : (BigInt(logEnd) - BigInt(logStart)).toString()
}

function sum(parts: readonly (string | null)[]): string | null {
  let total = 0n
  for (const part of parts) {
    if (part === null) return null
    total += BigInt(part)
  }
  return total.toString()
}

/** How a number of messages is to be read: compaction makes the difference of offsets an upper bound. */
export function messagesFigure(
  cleanupPolicy: string | null,
  t: Translate,
): { mark: string | undefined; tip: string | undefined } {
  const bound = cleanupPolicy?.includes('compact') ?? false
  return bound ? { mark: '≤', tip: t('topics.atMost') } : { mark: undefined, tip: undefined }
}
