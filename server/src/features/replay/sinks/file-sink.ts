import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { decodeMessage } from '#features/messages/decode-message.ts'
import { AppError } from '#http/app-error.ts'
import type { NewRecord } from '#kafka/writer.ts'
import type { ReplaySink, SourceRecord } from '../replay-parts.ts'
import { NDJSON, type SinkFormat, TAR } from './sink-format.ts'
import { type Sound, soundLines, soundPieces } from './sound-length.ts'

export type FileFormat = 'ndjson' | 'binary'

export const FORMATS: Readonly<Record<FileFormat, SinkFormat>> = { ndjson: NDJSON, binary: TAR }

/** Opens the file of a job, behind what is sound of it where it was begun before. */
export async function openFileSink(folder: string, format: FileFormat): Promise<ReplaySink> {
  const kind = FORMATS[format]
  const path = join(folder, kind.name)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const file = await open(path, 'a+', 0o600)
    const sound = await (format === 'ndjson' ? soundLines(file) : soundPieces(file))
    await file.truncate(sound.length)
    return new FileSink(file, kind, sound)
  } catch (error) {
    throw notKept(path, error)
  }
}

/** Records stand at their source's place, with the key, value, headers and time they were given. */
class FileSink implements ReplaySink {
  readonly #file: FileHandle
  readonly #format: SinkFormat
  readonly #sound: Sound
  #broken = false

  constructor(file: FileHandle, format: SinkFormat, sound: Sound) {
    this.#file = file
    this.#format = format
    this.#sound = sound
  }

  async write(
    records: readonly { source: SourceRecord; shaped: NewRecord }[],
    signal: AbortSignal,
  ): Promise<void> {
    signal.throwIfAborted()
    if (records.length === 0) return
    // What would follow half a piece would be lost with it.
    if (this.#broken) throw notKept(this.#format.name, new Error('an earlier write failed'))
    const rows = records.map(({ source, shaped }) => toRow(source, shaped))
    const piece = this.#format.piece(rows, this.#sound.pieces)
    try {
      await this.#file.appendFile(piece)
      await this.#file.datasync()
    } catch (error) {
      this.#broken = true
      throw notKept(this.#format.name, error)
    }
    this.#sound.pieces += 1
    this.#sound.messages += rows.length
  }

  /** A file that is not complete has no last piece, and so says that it was cut. */
  async close(complete: boolean): Promise<void> {
    try {
      if (complete && !this.#broken) {
        await this.#file.appendFile(this.#format.end(this.#sound.messages))
        await this.#file.sync()
      }
    } catch (error) {
      throw notKept(this.#format.name, error)
    } finally {
      await this.#file.close()
    }
  }
}

export function toRow({ topic, partition, batch, record }: SourceRecord, shaped: NewRecord) {
  const { offset, size } = record
  const made = { ...shaped, offset, size, headers: [...shaped.headers] }
  return decodeMessage(topic, partition, batch, made, Number.POSITIVE_INFINITY)
}

function notKept(what: string, cause: unknown): AppError {
  const why = cause instanceof Error ? cause.message : String(cause)
  const message = `The file of this replay (${what}) could not be written: ${why}. Make room in the data folder, or mend it, then resume.`
  return new AppError('STORE_UNAVAILABLE', message, { cause })
}
