import type { GroupHistory } from '@sluice/shared/groups-history'
import type { Cell } from '#store/lag-history/cells.ts'
import type { SeriesHistory } from '#store/lag-history/history-reader.ts'
import { type LagBucket, meanOf, type Spread } from '#store/lag-history/lag-bucket.ts'
import { fromRate, methodOf, stateOf } from '#store/lag-history/lag-sample.ts'

type Columns = Pick<
  GroupHistory,
  | 'at'
  | 'lag'
  | 'lagToEnd'
  | 'lost'
  | 'timeMs'
  | 'timeMethod'
  | 'timeAtLeast'
  | 'commitRate'
  | 'produceRate'
  | 'state'
>

/** Buckets as columns, with a row of nulls wherever there is a gap between two of them. */
export function toColumns({ buckets, stepMs }: SeriesHistory): Columns {
  const rows: { at: number; bucket: LagBucket | null }[] = []
  for (const bucket of buckets) {
    const before = rows.at(-1)
    if (bucket.gap && before !== undefined)
      rows.push({ at: gapAt(before.at, bucket.at, stepMs), bucket: null })
    rows.push({ at: bucket.at, bucket })
  }
  const column = <T>(value: (bucket: LagBucket) => T): (T | null)[] =>
    rows.map(({ bucket }) => (bucket === null ? null : value(bucket)))
  const spread = <T>(of: (bucket: LagBucket) => Spread | null, shown: (value: Cell) => T) => ({
    min: column((bucket) => shown(of(bucket)?.min ?? null)),
    avg: column((bucket) => shown(meanOrNull(of(bucket)))),
    max: column((bucket) => shown(of(bucket)?.max ?? null)),
    last: column((bucket) => shown(of(bucket)?.last ?? null)),
  })
  return {
    at: rows.map(({ at }) => at),
    lag: spread(({ lag }) => lag, text),
    lagToEnd: column(({ lagToEnd }) => text(lagToEnd)),
    lost: column(({ lost }) => text(lost)),
    timeMs: spread(({ timeMs }) => timeMs, number),
    timeMethod: column(({ timeKind }) => (timeKind === null ? null : methodOf(timeKind).method)),
    timeAtLeast: rows.map(({ bucket }) => bucket?.timeKind != null && methodOf(bucket.timeKind).atLeast),
    commitRate: column(({ commitRate }) => fromRate(commitRate)),
    produceRate: column(({ produceRate }) => fromRate(produceRate)),
    state: column(({ state }) => (state === null ? null : stateOf(state))),
  }
}

/** Right behind the row before, or in the middle where the two are that near. */
function gapAt(before: number, after: number, stepMs: number | null): number {
  const behind = before + (stepMs ?? 1)
  return behind < after ? behind : Math.floor((before + after) / 2)
}

function meanOrNull(spread: Spread | null): Cell {
  return spread === null ? null : meanOf(spread)
}

function text(value: Cell): string | null {
  return value === null ? null : value.toString()
}

function number(value: Cell): number | null {
  return value === null ? null : Number(value)
}
