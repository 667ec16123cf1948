import type { Message } from '@sluice/shared/messages'
import type { ExportOutput, ExportTrailer } from '@sluice/shared/messages-export'
import { asBase64, asText, exportLine } from './export-line.ts'
import type { ExportWriter } from './export-writer.ts'

const NOTHING = Buffer.alloc(0)

export class NdjsonWriter implements ExportWriter {
  readonly extension = 'ndjson'
  readonly mediaType = 'application/x-ndjson; charset=utf-8'
  readonly #options: ExportOutput & { format: 'ndjson' }

  constructor(options: ExportOutput & { format: 'ndjson' }) {
    this.#options = options
  }

  begin(): Buffer {
    return NOTHING
  }

  rows(rows: readonly Message[]): Buffer {
    const encode = this.#options.bytes === 'base64' ? asBase64 : asText
    return Buffer.from(rows.map((row) => `${JSON.stringify(exportLine(row, encode))}\n`).join(''))
  }

  end(trailer: ExportTrailer): Buffer {
    return this.#options.trailer ? Buffer.from(`${JSON.stringify(trailer)}\n`) : NOTHING
  }
}
