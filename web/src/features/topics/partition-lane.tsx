import type { TopicPartition } from '@sluice/shared/topics'
import type { ChannelScale, LaneOffsets } from '#charts/channel-geometry.ts'
import { ChannelLane } from '#charts/channel-lane.tsx'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'

const toBigInt = (offset: string | null): bigint | null => (offset === null ? null : BigInt(offset))

export const laneOffsets = ({ logStart, logEnd, lastStable }: TopicPartition): LaneOffsets => ({
  logStart: toBigInt(logStart),
  logEnd: toBigInt(logEnd),
  lastStable: toBigInt(lastStable),
})

interface PartitionLaneProps {
  partition: TopicPartition
  scale: ChannelScale
  onRead: (partition: number, from: string) => void
}

export function PartitionLane({ partition, scale, onRead }: PartitionLaneProps) {
  const { t } = useText()
  const { logStart, logEnd } = partition
  const label =
    logStart === null || logEnd === null
      ? t('topics.laneUnknown', { partition: partition.partition })
      : t('topics.lane', {
          partition: partition.partition,
          start: formatCount(logStart),
          end: formatCount(logEnd),
        })
  return (
    <ChannelLane
      lane={laneOffsets(partition)}
      scale={scale}
      label={label}
      placeLabel={(offset) => t('topics.readFrom', { offset })}
      onPlace={(offset) => onRead(partition.partition, `offset:${offset}`)}
    />
  )
}
