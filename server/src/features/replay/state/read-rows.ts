import type { Payload } from '@sluice/shared/messages'
import { PREVIEW_BYTES } from '@sluice/shared/messages'
import type { StateRow, StateSide } from '@sluice/shared/replay-state'
import { toTimestamp } from '@sluice/shared/units'
import type { KafkaGateway } from '#kafka/gateway.ts'
import type { LogRecord } from '#records/record.ts'
import type { Kind } from './count-keys.ts'
import type { KeptState } from './kept-state.ts'
import { type Place, readPlaces } from './read-places.ts'
import { type Reducer, reducerOf } from './reducers.ts'

export interface RowDeps {
  gateway: KafkaGateway
  decode(bytes: Buffer | null, previewBytes: number): Payload | null
}

type SideRecord = NonNullable<StateSide['record']>

interface Found {
  key: Payload | null
  record: SideRecord
}

/** A record that a row wants: that of one of its points. */
type Wish = Place & { row: number; point: number }

/** Rows with the keys and values of their records, which are read again from the log. */
export async function readRows(
  deps: RowDeps,
  state: KeptState,
  rows: readonly number[],
  signal: AbortSignal,
  previewBytes = PREVIEW_BYTES,
): Promise<StateRow[]> {
  const { topic, reducer: name } = state.summary.request
  const reducer = reducerOf(name)
  const wishes = rows.flatMap((row) => wishesOf(state, row))
  const found = new Map<number, Found>()
  const failed = new Map<number, string>()
  await readPlaces(
    deps.gateway,
    topic,
    wishes,
    {
      found: (place, record, { timestampType, producerId }) => {
        const value = deps.decode(reducedValue(reducer, record), previewBytes)
        found.set(place, {
          key: deps.decode(record.key, previewBytes),
          record: {
            timestamp: toTimestamp(record.timestamp),
            timestampType,
            value,
            size: record.size,
            producerId: producerId === -1n ? null : `${producerId}`,
          },
        })
      },
      failed: (place, why) => void failed.set(place, why),
    },
    signal,
  )
  const byRow = Map.groupBy(wishes.keys(), (place) => wishes[place]?.row)
  return rows.map((row) => {
    const places = byRow.get(row) ?? []
    const side = (point: number): StateSide | null => {
      const place = places.find((at) => wishes[at]?.point === point)
      if (place === undefined) return null
      const kind = state.kinds.of(row, point)
      return sideOf(state, row, point, kind, found.get(place) ?? null, failed.get(place) ?? null)
    }
    const key = places.map((place) => found.get(place)?.key).find((one) => one !== undefined)
    return rowOf(deps, state, row, { key: key ?? null, sides: [side(0), side(1)] }, previewBytes)
  })
}

function wishesOf({ table, kinds, partitions }: KeptState, row: number): Wish[] {
  return Array.from({ length: table.points }, (_, point) => point).flatMap((point): Wish[] => {
    const kind = kinds.of(row, point)
    if (kind === 'absent') return []
    const partition = partitions[table.laneOf(row)] ?? 0
    return [{ row, point, partition, offset: table.offsetOf(row, point) }]
  })
}

function reducedValue(reducer: Reducer, { value }: LogRecord): Buffer | null {
  if (reducer.plain) return value
  const effect = reducer.of(value)
  return effect.kind === 'set' ? effect.value : null
}

/** Of a key that is not known at a point there is a record, but it says nothing of that point. */
function sideOf(
  { table }: KeptState,
  row: number,
  point: number,
  kind: Kind,
  found: Found | null,
  why: string | null,
): StateSide | null {
  if (kind !== 'live' && kind !== 'deleted') return null
  const offset = `${table.offsetOf(row, point)}`
  return { offset, deleted: kind === 'deleted', record: found?.record ?? null, why }
}

function rowOf(
  { decode }: RowDeps,
  { table, kinds, partitions }: KeptState,
  row: number,
  { key, sides: [at, base] }: { key: Payload | null; sides: [StateSide | null, StateSide | null] },
  previewBytes: number,
): StateRow {
  const two = table.points === 2
  const behind = [0, 1].find((point) => point < table.points && kinds.of(row, point) === 'unknown')
  return {
    row,
    partition: partitions[table.laneOf(row)] ?? 0,
    key: key ?? decode(table.keyOf(row), previewBytes),
    kind: kinds.of(row, 0),
    baseKind: two ? kinds.of(row, 1) : null,
    change: two ? kinds.change(row) : null,
    at,
    base,
    firstSeen: behind === undefined ? null : `${table.offsetOf(row, behind)}`,
    writes: two ? table.writesOf(row) : null,
    elsewhere: table.isElsewhere(row),
  }
}
