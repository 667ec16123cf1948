import type { Message } from '@sluice/shared/messages'
import {
  type ExportColumn,
  type ExportFormat,
  type ExportOutput,
  type ExportRequest,
  HEADER_COLUMNS_MAX,
} from '@sluice/shared/messages-export'
import { type MessagesQuery, scanRequest } from '@sluice/shared/messages-link'
import { parseField } from '../columns/field-path.ts'

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
  /** The columns of the list rather than all there is. */
  listColumns: boolean
}

export const DEFAULT_CHOICE: ExportChoice = {
  format: 'ndjson',
  limit: null,
  exactBytes: false,
  forExcel: true,
  formulaSafe: true,
  headerColumns: true,
  listColumns: true,
}

const LIMITS = [1000, 10_000, 100_000, 1_000_000]

/** As many as the page reads, and round numbers beyond. */
export function limitChoices(pageLimit: number): number[] {
  return [...new Set([pageLimit, ...LIMITS])].sort((a, b) => a - b)
}

/** What a table's columns can be made of. */
export interface ColumnSources {
  /** Names of headers that were seen. */
  headers: readonly string[]
  /** Paths of the list's columns; null where none were chosen. */
  fields: readonly string[] | null
}

export function exportRequest(
  topic: string | null,
  query: MessagesQuery,
  choice: ExportChoice,
  options: ColumnSources & { nowMs: number },
): ExportRequest {
  return {
    query: scanRequest(topic, query, options.nowMs),
    ...(choice.limit === null ? {} : { limit: choice.limit }),
    output: outputOf(choice, options),
  }
}

function outputOf(choice: ExportChoice, { headers, fields }: ColumnSources): ExportOutput {
  const columns = choice.listColumns && fields !== null ? fields.flatMap(toColumn) : []
  switch (choice.format) {
    case 'ndjson':
      return { format: 'ndjson', bytes: choice.exactBytes ? 'base64' : 'text', trailer: true }
    case 'csv':
      return {
        format: 'csv',
        bom: choice.forExcel,
        formulaSafe: choice.formulaSafe,
        headers: choice.headerColumns && columns.length === 0 ? [...headers] : [],
        ...(columns.length === 0 ? {} : { columns }),
      }
    case 'tar':
      return { format: 'tar' }
  }
}

function toColumn(field: string): ExportColumn[] {
  const path = parseField(field)
  return path === null ? [] : [{ name: field, root: path.root, steps: [...path.steps] }]
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
