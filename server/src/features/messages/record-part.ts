import { isUtf8 } from 'node:buffer'
import type { RecordPart } from '@sluice/shared/messages-detail'
import { AppError } from '#http/app-error.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { findRecord, type RecordId } from './find-record.ts'

/** The exact bytes of a key or value, and the name to save them under. */
export interface PartFile {
  bytes: Buffer
  /** Letters, digits, `.`, `_` and `-` only: a topic's name holds nothing else. */
  name: string
}

/** Rejects as {@link findRecord} does, and with `NOT_FOUND` where the part is null: that is not the same as no bytes. */
export async function readPart(
  gateway: KafkaGateway,
  id: RecordId,
  part: RecordPart,
  signal: AbortSignal,
): Promise<PartFile> {
  const { record } = await findRecord(gateway, id, signal)
  const bytes = record[part]
  if (bytes === null) {
    const what = part === 'value' ? 'The value' : 'The key'
    const message = `${what} at offset ${id.offset} of partition ${id.partition} of "${id.topic}" is null: there are no bytes to download.`
    throw new AppError('NOT_FOUND', message)
  }
  const name = `${id.topic}-p${id.partition}-o${id.offset}-${part}.${endingOf(bytes)}`
  return { bytes, name }
}

/** What a reader's machine opens it with; the bytes are the same whatever it is. */
function endingOf(bytes: Buffer): 'json' | 'txt' | 'bin' {
  if (!isUtf8(bytes)) return 'bin'
  return /^[ \t\r\n]*[[{]/.test(bytes.toString('latin1', 0, 64)) ? 'json' : 'txt'
}
