import type { Message } from '@sluice/shared/messages'
import type { ExportTrailer } from '@sluice/shared/messages-export'
import { asText, exportLine, payloadBytes } from '#features/messages/export/export-line.ts'
import { tarEnd, tarEntry } from '#features/messages/export/tar-entry.ts'

/** How records are laid into a file that may be gone on with after a crash. The formats are those of exports. */
export interface SinkFormat {
  readonly name: string
  readonly mediaType: string
  /** One piece of the file; what was written up to the end of a piece can be read without what follows. */
  piece(rows: readonly Message[], number: number): Buffer
  /** What stands behind the last piece of a file that is whole. */
  end(messages: number): Buffer
}

export const NDJSON: SinkFormat = {
  name: 'records.ndjson',
  mediaType: 'application/x-ndjson; charset=utf-8',
  piece: (rows) => Buffer.from(rows.map((row) => `${JSON.stringify(exportLine(row, asText))}\n`).join('')),
  end: (messages) => Buffer.from(`${JSON.stringify(trailerOf(messages))}\n`),
}

/** Each piece ends with the index of its own records: a crash leaves no record behind that no index knows. */
export const TAR: SinkFormat = {
  name: 'records.tar',
  mediaType: 'application/x-tar',
  piece: (rows, number) => {
    const files = rows.flatMap((row) => filesOf(row))
    const index = rows.map((row) => `${JSON.stringify(indexLine(row))}\n`).join('')
    const name = `${INDEX}${String(number).padStart(7, '0')}.ndjson`
    return Buffer.concat([...files, ...tarEntry(name, Buffer.from(index), nowSeconds())])
  },
  end: (messages) => {
    const summary = Buffer.from(`${JSON.stringify(trailerOf(messages), null, 2)}\n`)
    return Buffer.concat([...tarEntry('export.json', summary, nowSeconds()), tarEnd()])
  },
}

/** Begins the names of indexes in a tar. */
export const INDEX = 'index-'

function filesOf(row: Message): Buffer[] {
  return (['key', 'value'] as const).flatMap((part) => {
    const payload = row[part]
    return payload === null ? [] : tarEntry(`${pathOf(row)}.${part}`, payloadBytes(payload), nowSeconds())
  })
}

function indexLine(row: Message) {
  const fileOf = (part: 'key' | 'value') => {
    const payload = row[part]
    return payload === null ? null : { file: `${pathOf(row)}.${part}`, size: payload.size }
  }
  return { ...exportLine(row, asText), key: fileOf('key'), value: fileOf('value') }
}

function pathOf({ topic, partition, offset }: Message): string {
  return `${topic}/${partition}/${offset}`
}

function trailerOf(messages: number): ExportTrailer {
  return { end: { complete: true, state: 'complete', messages, missing: [], notes: [], fault: null } }
}

const nowSeconds = (): number => Date.now() / 1000
