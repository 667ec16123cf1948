import type { Message } from '@sluice/shared/messages'
import type { ExportOutput } from '@sluice/shared/messages-export'
import { csvCell } from './csv-cell.ts'
import { ALL_COLUMNS, type CsvColumn, chosenColumn, headerColumn, JsonOf } from './csv-columns.ts'
import type { ExportWriter } from './export-writer.ts'

const BOM = '\uFEFF'
const LINE_END = '\r\n'

export class CsvWriter implements ExportWriter {
  readonly extension = 'csv'
  readonly mediaType = 'text/csv; charset=utf-8; header=present'
  readonly #options: ExportOutput & { format: 'csv' }
  readonly #columns: readonly CsvColumn[]

  constructor(options: ExportOutput & { format: 'csv' }) {
    const json = new JsonOf()
    const chosen = options.columns?.map((column) => chosenColumn(column, json)) ?? ALL_COLUMNS
    this.#options = options
    this.#columns = [...chosen, ...options.headers.map(headerColumn)]
  }

  begin(): Buffer {
    const names = this.#line(this.#columns.map(({ name }) => name))
    return Buffer.from(this.#options.bom ? BOM + names : names)
  }

  rows(rows: readonly Message[]): Buffer {
    return Buffer.from(rows.map((row) => this.#line(this.#columns.map(({ cell }) => cell(row)))).join(''))
  }

  /** A table has no place for it: a broken transfer is broken off, and the status tells why. */
  end(): Buffer {
    return Buffer.alloc(0)
  }

  #line(cells: readonly (string | null)[]): string {
    return cells.map((cell) => csvCell(cell, this.#options.formulaSafe)).join(',') + LINE_END
  }
}
