import type { TopicPartition } from '@sluice/shared/topics'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { isUnderReplicated } from './topic-totals.ts'

interface PartitionProps {
  partition: TopicPartition
}

/** The brokers that hold the partition, leader first as Kafka lists them; one out of sync is struck through. */
export function PartitionReplicas({ partition }: PartitionProps) {
  const { t } = useText()
  const { replicas, isr, offlineReplicas } = partition
  return (
    <span className="flex gap-1.5 font-mono">
      {replicas.map((id) => {
        const offline = offlineReplicas.includes(id)
        const inSync = isr.includes(id)
        const said = offline
          ? t('topics.replicaOffline', { id })
          : t(inSync ? 'topics.replicaInSync' : 'topics.replicaOut', { id })
        return (
          <span
            key={id}
            data-tip={said}
            className={classNames(
              offline ? 'text-trouble line-through' : !inSync && 'text-attention line-through',
            )}
          >
            <span aria-hidden="true">{id}</span>
            <span className="sr-only">{said}</span>
          </span>
        )
      })}
    </span>
  )
}

export function PartitionState({ partition }: PartitionProps) {
  const { t } = useText()
  const { leader, isr, replicas, faults } = partition
  if (leader === null) {
    return (
      <span data-tip={faults[0]?.message} className="flex items-center gap-1.5 text-trouble">
        <StateMark tone="trouble" />
        {t('topics.noLeader')}
      </span>
    )
  }
  if (isUnderReplicated(partition)) {
    const behind = replicas.filter((id) => !isr.includes(id)).join(', ')
    return (
      <span className="flex items-center gap-1.5 text-attention">
        <StateMark tone="attention" />
        {t('topics.outOfSync', { brokers: behind })}
      </span>
    )
  }
  return (
    <span className="flex items-center gap-1.5 text-ink-faint">
      <StateMark tone="ok" />
      {t('topics.inSync')}
    </span>
  )
}
