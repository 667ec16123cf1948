import type { Message, Payload } from '@sluice/shared/messages'
import type { ExportOutput } from '@sluice/shared/messages-export'
import { csvCell } from './csv-cell.ts'
import { asText } from './export-line.ts'
import type { ExportWriter } from './export-writer.ts'

type Cell = (message: Message) => string | null

/** Names and cells, in the order of the file. The encoding of a null payload is null, so that it is not the empty one. */
const COLUMNS: readonly (readonly [name: string, cell: Cell])[] = [
  ['topic', ({ topic }) => topic],
  ['partition', ({ partition }) => String(partition)],
  ['offset', ({ offset }) => offset],
  ['timestamp', ({ timestamp }) => String(timestamp)],
  ['time', ({ timestamp }) => isoTime(timestamp)],
  ['timestampType', ({ timestampType }) => timestampType],
  ['key', ({ key }) => key?.data ?? null],
  ['keyEncoding', ({ key }) => key?.encoding ?? null],
  ['value', ({ value }) => value?.data ?? null],
  ['valueEncoding', ({ value }) => value?.encoding ?? null],
  ['headers', ({ headers }) => headersJson(headers)],
  ['size', ({ size }) => String(size)],
  ['codec', ({ codec }) => codec],
  ['producerId', ({ producerId }) => producerId],
  ['transactional', ({ transactional }) => String(transactional)],
]

/** The longest time that a JavaScript date holds. */
const DATE_RANGE_MS = 8.64e15
const BOM = '\uFEFF'
const LINE_END = '\r\n'

export class CsvWriter implements ExportWriter {
  readonly extension = 'csv'
  readonly mediaType = 'text/csv; charset=utf-8; header=present'
  readonly #options: ExportOutput & { format: 'csv' }
  readonly #columns: readonly (readonly [name: string, cell: Cell])[]

  constructor(options: ExportOutput & { format: 'csv' }) {
    this.#options = options
    const named = options.headers.map((name) => [`header.${name}`, headerCell(name)] as const)
    this.#columns = [...COLUMNS, ...named]
  }

  begin(): Buffer {
    const names = this.#line(this.#columns.map(([name]) => name))
    return Buffer.from(this.#options.bom ? BOM + names : names)
  }

  rows(rows: readonly Message[]): Buffer {
    return Buffer.from(rows.map((row) => this.#line(this.#columns.map(([, cell]) => cell(row)))).join(''))
  }

  /** A table has no place for it: a broken transfer is broken off, and the status tells why. */
  end(): Buffer {
    return Buffer.alloc(0)
  }

  #line(cells: readonly (string | null)[]): string {
    return cells.map((cell) => csvCell(cell, this.#options.formulaSafe)).join(',') + LINE_END
  }
}

function isoTime(timestamp: Message['timestamp']): string | null {
  const ms = Number(timestamp)
  return ms < 0 || ms > DATE_RANGE_MS ? null : new Date(ms).toISOString()
}

/** All of them, in their order, with what a column by name would lose. */
function headersJson(headers: Message['headers']): string {
  return JSON.stringify(headers.map(({ key, value }) => [key, asText(value)]))
}

function headerCell(name: string): Cell {
  return ({ headers }) => {
    const value: Payload | null = headers.findLast(({ key }) => key === name)?.value ?? null
    return value?.data ?? null
  }
}
