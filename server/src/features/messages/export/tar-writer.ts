import type { Message, Payload } from '@sluice/shared/messages'
import type { ExportTrailer } from '@sluice/shared/messages-export'
import { asText, exportLine, payloadBytes } from './export-line.ts'
import type { ExportWriter } from './export-writer.ts'
import { tarEnd, tarEntry } from './tar-entry.ts'

/** An entry's size stands before its bytes, so the index goes out in pieces that memory can hold. */
const INDEX_BYTES = 1024 * 1024

/**
 * The bytes of each key and value as a file, `topic/partition/offset.key` and `.value`: none for null, an empty one for
 * empty. The index has the rest of each message, with the files' names and sizes.
 */
export class TarWriter implements ExportWriter {
  readonly extension = 'tar'
  readonly mediaType = 'application/x-tar'
  #index: string[] = []
  #indexBytes = 0
  #pieces = 0

  begin(): Buffer {
    return Buffer.alloc(0)
  }

  rows(rows: readonly Message[]): Buffer {
    return Buffer.concat(rows.flatMap((row) => this.#row(row)))
  }

  end(trailer: ExportTrailer): Buffer {
    const summary = Buffer.from(`${JSON.stringify(trailer, null, 2)}\n`)
    return Buffer.concat([...this.#piece(), ...tarEntry('export.json', summary, nowSeconds()), tarEnd()])
  }

  #row(message: Message): Buffer[] {
    const { topic, partition, offset, timestamp } = message
    const path = `${topic}/${partition}/${offset}`
    const seconds = secondsOf(timestamp)
    const files = (['key', 'value'] as const).flatMap((part) => {
      const payload = message[part]
      return payload === null ? [] : tarEntry(`${path}.${part}`, payloadBytes(payload), seconds)
    })
    const line = {
      ...exportLine(message, asText),
      key: fileOf(`${path}.key`, message.key),
      value: fileOf(`${path}.value`, message.value),
    }
    this.#index.push(`${JSON.stringify(line)}\n`)
    this.#indexBytes += this.#index.at(-1)?.length ?? 0
    return this.#indexBytes < INDEX_BYTES ? files : [...files, ...this.#piece()]
  }

  #piece(): Buffer[] {
    if (this.#index.length === 0) return []
    const bytes = Buffer.from(this.#index.join(''))
    const name = `index-${String(this.#pieces).padStart(5, '0')}.ndjson`
    this.#index = []
    this.#indexBytes = 0
    this.#pieces += 1
    return tarEntry(name, bytes, nowSeconds())
  }
}

function fileOf(file: string, payload: Payload | null): { file: string; size: number } | null {
  return payload === null ? null : { file, size: payload.size }
}

/** The largest time that eleven octal digits hold is in the year 2242: what lies outside counts as the epoch. */
function secondsOf(timestamp: Message['timestamp']): number {
  const seconds = Number(timestamp) / 1000
  return seconds >= 0 && seconds < 8 ** 11 ? seconds : 0
}

const nowSeconds = (): number => Date.now() / 1000
