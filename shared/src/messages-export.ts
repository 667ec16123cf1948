import { z } from 'zod'
import { ItemFault } from './errors.ts'
import { MissingPartition, ScanNote, ScanRange, ScanRequest } from './messages.ts'
import { TransactionFate } from './messages-fate.ts'
import { META_FIELDS } from './messages-fields.ts'
import { Count } from './units.ts'

export const EXPORT_FORMATS = ['ndjson', 'csv', 'tar'] as const
/** One of {@link EXPORT_FORMATS}. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** Header names that get a column of their own in a CSV file. */
export const HEADER_COLUMNS_MAX = 100

/** Columns of one's own choice. */
export const EXPORT_COLUMNS_MAX = 100

/** A place in a message: a path inside its key or value where that is JSON, one of its headers, or metadata. */
export const ExportColumn = z.strictObject({
  name: z.string().max(2000).describe('What stands at the head of the column'),
  root: z.enum([...META_FIELDS, 'key', 'value', 'headers']),
  steps: z
    .array(z.union([z.string().max(2000), z.int().min(0)]))
    .max(64)
    .default([])
    .describe('Names and numbers from the outside in, or the name of one header; none: the whole'),
})
export type ExportColumn = z.infer<typeof ExportColumn>

/** What is written, and how. */
export const ExportOutput = z.discriminatedUnion('format', [
  z.strictObject({
    format: z.literal('ndjson').describe('One `ExportLine` a line, then one `ExportTrailer`'),
    bytes: z
      .enum(['text', 'base64'])
      .default('text')
      .describe('text: payloads that are UTF-8 as text, others as base64; base64: all of them as base64'),
    trailer: z.boolean().default(true).describe('A last line that says whether the file is complete'),
  }),
  z.strictObject({
    format: z.literal('csv').describe('RFC 4180, one line of column names first'),
    bom: z.boolean().default(false).describe('A byte order mark first, by which Excel knows UTF-8'),
    formulaSafe: z
      .boolean()
      .default(true)
      .describe('An apostrophe before what a spreadsheet would run as a formula'),
    headers: z
      .array(z.string().max(1000))
      .max(HEADER_COLUMNS_MAX)
      .default([])
      .describe('Headers that get a column of their own: the last value of that name'),
    columns: z
      .array(ExportColumn)
      .min(1)
      .max(EXPORT_COLUMNS_MAX)
      .optional()
      .describe('These columns instead of all metadata, key, value and headers'),
  }),
  z.strictObject({
    format: z
      .literal('tar')
      .describe(
        'The bytes of each key and value as a file of their own, `index-NNNNN.ndjson` with all the rest, and `export.json` at the end',
      ),
  }),
])
export type ExportOutput = z.infer<typeof ExportOutput>

/** Body of `POST /api/clusters/{c}/messages/exports`. */
export const ExportRequest = z.strictObject({
  query: ScanRequest.refine(({ cursor }) => cursor === undefined, {
    error: 'An export begins at the start of its query: it takes no cursor',
    path: ['cursor'],
  }).describe('As for a scan. Its limit is that of a page, and does not bound the export'),
  limit: z
    .int()
    .min(1)
    .optional()
    .describe(
      'Messages at most, in the order of the query; left out: all that the range holds, newest n as well as oldest reading it from its start',
    ),
  output: ExportOutput,
})
export type ExportRequest = z.infer<typeof ExportRequest>

/**
 * `waiting`: nobody has fetched the file yet; `complete`: all of it went out; `partial`: it ended, and lacks what
 * `missing` and `notes` tell; `failed`, `cancelled`, `expired`: the transfer was broken off or never began.
 */
export const EXPORT_STATES = [
  'waiting',
  'running',
  'complete',
  'partial',
  'failed',
  'cancelled',
  'expired',
] as const
export const ExportState = z.enum(EXPORT_STATES)
export type ExportState = z.infer<typeof ExportState>

/** Whether an export is over, well or not. */
export const isOver = (state: ExportState): boolean => state !== 'waiting' && state !== 'running'

/** Answer of `POST …/exports` and `GET …/exports/{id}`. */
export const ExportStatus = z.object({
  id: z.string(),
  state: ExportState,
  filename: z.string(),
  ranges: z.array(ScanRange).describe('What is exported of each partition, frozen when it began'),
  missing: z.array(MissingPartition),
  notes: z.array(ScanNote).describe('The first 100; gaps and the like are no loss'),
  records: z.int().describe('Records looked at'),
  messages: z.int().describe('Messages written'),
  bytesRead: z.int().describe('Bytes read from the brokers'),
  bytesWritten: z.int(),
  offsetsDone: Count,
  offsetsTotal: Count,
  elapsedMs: z.int(),
  fault: ItemFault.nullable().describe('Why it failed'),
})
export type ExportStatus = z.infer<typeof ExportStatus>

/** Text where the bytes are UTF-8, otherwise base64; null is null, and an empty payload is "". */
export const ExportPayload = z.union([z.string(), z.strictObject({ base64: z.base64() })]).nullable()
export type ExportPayload = z.infer<typeof ExportPayload>

/** A line of an NDJSON export. Offsets and whatever else may pass 2^53 are decimal strings. */
export const ExportLine = z.object({
  topic: z.string(),
  partition: z.int(),
  offset: z.string(),
  timestamp: z.union([z.number(), z.string()]).describe('Milliseconds since 1970, −1: none'),
  timestampType: z.enum(['CreateTime', 'LogAppendTime']),
  key: ExportPayload,
  value: ExportPayload,
  headers: z.array(
    z.object({
      key: z.string(),
      keyBytes: z.base64().optional().describe('Of a key that is not UTF-8'),
      value: ExportPayload,
    }),
  ),
  size: z.int(),
  codec: z.string(),
  producerId: z.string().nullable(),
  transactional: z.boolean(),
  transaction: TransactionFate.optional(),
})
export type ExportLine = z.infer<typeof ExportLine>

/** The last line of an NDJSON export, and `export.json` of a tar file. A file without it was cut. */
export const ExportTrailer = z.object({
  end: z.object({
    complete: z.boolean(),
    state: ExportState,
    messages: z.int(),
    missing: z.array(MissingPartition),
    notes: z.array(ScanNote),
    fault: ItemFault.nullable(),
  }),
})
export type ExportTrailer = z.infer<typeof ExportTrailer>
