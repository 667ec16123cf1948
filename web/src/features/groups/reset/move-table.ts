import type { MoveRow } from '@sluice/shared/groups-reset'
import type { ChannelScale } from '#charts/channel-geometry.ts'
import { type MovedLane, type MoveZoom, moveScale } from '#charts/move-geometry.ts'

/** A row as the table shows it: the lanes of a topic share their scale. */
export interface ShownRow {
  row: MoveRow
  lane: MovedLane
  scale: ChannelScale | null
}

export function shownRows(rows: readonly MoveRow[], zoom: MoveZoom): ShownRow[] {
  const lanes = rows.map((row) => ({ row, lane: laneOf(row) }))
  const byTopic = Map.groupBy(lanes, ({ row }) => row.topic)
  const scales = new Map(
    [...byTopic].map(([topic, all]) => [
      topic,
      moveScale(
        all.map(({ lane }) => lane),
        zoom,
      ),
    ]),
  )
  return lanes.map(({ row, lane }) => ({ row, lane, scale: scales.get(row.topic) ?? null }))
}

function laneOf({ from, to, act, logStart, lastStable, logEnd }: MoveRow): MovedLane {
  const read = (offset: string | null) => (offset === null ? null : BigInt(offset))
  const stays = act === 'none' ? from : to
  return {
    from: read(from),
    to: read(stays),
    logStart: read(logStart),
    lastStable: read(lastStable),
    logEnd: read(logEnd),
  }
}
