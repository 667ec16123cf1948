import type { Payload } from '@sluice/shared/messages'
import type { StateLine, StateRow, StateSide } from '@sluice/shared/replay-state'
import type { KeptState } from './kept-state.ts'
import { type RowDeps, readRows } from './read-rows.ts'

export type StateFormat = 'ndjson' | 'csv'

export interface StateFileDeps extends RowDeps {
  /** A cell of a CSV file. */
  cell(text: string | null): string
}

/** Their payloads are held whole. */
const BLOCK_ROWS = 100
const LINE_END = '\r\n'
const COLUMNS = ['partition', 'key', 'state', 'offset', 'time', 'value']
const COMPARED = ['change', 'stateBefore', 'offsetBefore', 'timeBefore', 'valueBefore']

/** All rows as a file, block by block as it is taken; payloads are whole. */
export async function* exportState(
  deps: StateFileDeps,
  state: KeptState,
  rows: Uint32Array,
  format: StateFormat,
  signal: AbortSignal,
): AsyncGenerator<Buffer, void, void> {
  const compared = state.table.points === 2
  if (format === 'csv') {
    const names = compared ? [...COLUMNS, ...COMPARED] : COLUMNS
    yield Buffer.from(names.join(',') + LINE_END)
  }
  for (let at = 0; at < rows.length; at += BLOCK_ROWS) {
    const block = [...rows.subarray(at, at + BLOCK_ROWS)]
    const read = await readRows(deps, state, block, signal, Number.POSITIVE_INFINITY)
    const lines = read.map((row) => {
      if (format === 'ndjson') return `${JSON.stringify(lineOf(row))}\n`
      return cellsOf(row, compared).map(deps.cell).join(',') + LINE_END
    })
    yield Buffer.from(lines.join(''))
  }
}

function lineOf(row: StateRow): StateLine {
  const { partition, kind, baseKind, change } = row
  return {
    partition,
    key: asText(row.key),
    kind,
    ...(change === null ? {} : { change }),
    ...sideOf(row.at),
    ...(baseKind === null ? {} : { before: { kind: baseKind, ...sideOf(row.base) } }),
  }
}

function sideOf(side: StateSide | null) {
  return {
    ...(side?.why == null ? {} : { why: side.why }),
    offset: side?.offset ?? null,
    timestamp: side?.record?.timestamp ?? null,
    value: asText(side?.record?.value ?? null),
  }
}

function asText(payload: Payload | null): StateLine['value'] {
  if (payload === null) return null
  return payload.encoding === 'utf8' ? payload.data : { base64: payload.data }
}

function cellsOf(row: StateRow, compared: boolean): (string | null)[] {
  const here = [`${row.partition}`, cellOf(row.key), stateCell(row.kind, row.at), ...sideCells(row.at)]
  return compared ? [...here, row.change, stateCell(row.baseKind, row.base), ...sideCells(row.base)] : here
}

function sideCells(side: StateSide | null): (string | null)[] {
  return [side?.offset ?? null, timeCell(side), cellOf(side?.record?.value ?? null)]
}

/** A value that could not be read is not an empty one. */
function stateCell(kind: string | null, side: StateSide | null): string | null {
  return side?.why == null ? kind : `${kind} (not readable)`
}

function timeCell(side: StateSide | null): string | null {
  const timestamp = side?.record?.timestamp
  if (timestamp === undefined) return null
  const calendar = typeof timestamp === 'number' && timestamp >= 0 && timestamp <= 8.64e15
  return calendar ? new Date(timestamp).toISOString() : `${timestamp}`
}

function cellOf(payload: Payload | null): string | null {
  return payload === null ? null : payload.data
}
