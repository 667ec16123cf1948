import type { Message } from '@sluice/shared/messages'
import type { ExportTrailer } from '@sluice/shared/messages-export'

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
