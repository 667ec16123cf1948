import type { ExportOutput, ExportTrailer } from '@sluice/shared/messages-export'
import type { Message } from '@sluice/shared/messages'
import { CsvWriter } from './csv-writer.ts'
import { NdjsonWriter } from './ndjson-writer.ts'
import { TarWriter } from './tar-writer.ts'

/** Makes the bytes of a file from whole messages, holding no more of them than it must. */
export interface ExportWriter {
  readonly extension: string
  readonly mediaType: string
  /** What stands before the first message. */
  begin(): Buffer
  rows(rows: readonly Message[]): Buffer
  /** What stands behind the last message; a broken file gets it too, where the format has a place for it. */
  end(trailer: ExportTrailer): Buffer
}

export function createWriter(output: ExportOutput): ExportWriter {
  switch (output.format) {
    case 'ndjson':
      return new NdjsonWriter(output)
    case 'csv':
      return new CsvWriter(output)
    case 'tar':
      return new TarWriter()
  }
}
