import type { Message } from '@sluice/shared/messages'
import {
  type ExportFormat,
  type ExportOutput,
  type ExportRequest,
  HEADER_COLUMNS_MAX,
} from '@sluice/shared/messages-export'
import { type MessagesQuery, scanRequest } from '@sluice/shared/messages-link'

/** What a person chose in the panel. */
export interface ExportChoice {
  format: ExportFormat
  /** Null: all that match. */
  limit: number | null
  /** NDJSON: payloads as base64, whatever they are. */
  exactBytes: boolean
  /** CSV. */
  forExcel: boolean
  formulaSafe: boolean
  headerColumns: boolean
}

export const DEFAULT_CHOICE: ExportChoice = {
  format: 'ndjson',
  limit: null,
  exactBytes: false,
  forExcel: true,
  formulaSafe: true,
  headerColumns: true,
}

const LIMITS = [1000, 10_000, 100_000, 1_000_000]

/** As many as the page reads, and round numbers beyond. */
export function limitChoices(pageLimit: number): number[] {
  return [...new Set([pageLimit, ...LIMITS])].sort((a, b) => a - b)
}

export function exportRequest(
  topic: string,
  query: MessagesQuery,
  choice: ExportChoice,
  options: { headers: readonly string[]; nowMs: number },
): ExportRequest {
  return {
    query: scanRequest(topic, query, options.nowMs),
    ...(choice.limit === null ? {} : { limit: choice.limit }),
    output: outputOf(choice, options.headers),
  }
}

function outputOf(choice: ExportChoice, headers: readonly string[]): ExportOutput {
  switch (choice.format) {
    case 'ndjson':
      return { format: 'ndjson', bytes: choice.exactBytes ? 'base64' : 'text', trailer: true }
    case 'csv':
      return {
        format: 'csv',
        bom: choice.forExcel,
        formulaSafe: choice.formulaSafe,
        headers: choice.headerColumns ? [...headers] : [],
      }
    case 'tar':
      return { format: 'tar' }
  }
}

const NAME_MAX = 1000
const ROWS_LOOKED_AT = 1000

/** The names of headers in what is loaded, as they turn up: a file that is streamed cannot know those of all messages. */
export function headerNames(rows: readonly Message[]): string[] {
  const names = new Set<string>()
  for (const { headers } of rows.slice(0, ROWS_LOOKED_AT))
    for (const { key } of headers) if (key.length <= NAME_MAX) names.add(key)
  return [...names].slice(0, HEADER_COLUMNS_MAX)
}
