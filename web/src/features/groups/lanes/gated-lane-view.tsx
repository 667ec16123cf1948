import type { GroupPartition } from '@sluice/shared/groups'
import { ChannelGate } from '#charts/channel-gate.tsx'
import type { ChannelScale } from '#charts/channel-geometry.ts'
import { ChannelLane } from '#charts/channel-lane.tsx'
import { gateShape } from '#charts/gate-geometry.ts'
import { toneOf } from '#charts/gate-tone.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { gatedLane } from './lane-rows.ts'

interface GatedLaneViewProps {
  partition: GroupPartition
  scale: ChannelScale
  onRead: (topic: string, partition: number, offset: string) => void
}

/** One partition as a channel, with the gate where the group stands. */
export function GatedLaneView({ partition: row, scale, onRead }: GatedLaneViewProps) {
  const { t } = useText()
  const { topic, partition, committed, logStart, logEnd, lag } = row
  const lane = gatedLane(row)
  const shape = gateShape(lane, scale)
  const label =
    logStart === null || logEnd === null
      ? t('groups.laneUnknown', { partition })
      : committed === null
        ? t('groups.laneNoGate', { partition, start: formatCount(logStart), end: formatCount(logEnd) })
        : t('groups.lane', {
            partition,
            gate: formatCount(committed),
            start: formatCount(logStart),
            end: formatCount(logEnd),
            lag: lag === null ? '—' : formatCount(lag),
          })
  return (
    <ChannelLane
      lane={lane}
      scale={scale}
      label={label}
      placeLabel={(offset) => t('groups.readFrom', { offset })}
      onPlace={(offset) => onRead(topic, partition, offset.toString())}
    >
      {shape && <ChannelGate shape={shape} tone={toneOf(row.lagState)} alone />}
    </ChannelLane>
  )
}
