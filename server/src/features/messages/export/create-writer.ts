import type { ExportOutput } from '@sluice/shared/messages-export'
import { CsvWriter } from './csv-writer.ts'
import type { ExportWriter } from './export-writer.ts'
import { NdjsonWriter } from './ndjson-writer.ts'
import { TarWriter } from './tar-writer.ts'

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
