import type { Message } from '@sluice/shared/messages'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatIso } from '#lib/time-format.ts'
import { payloadCopy } from '../copy-as.ts'
import { fieldReader } from './field-cache.ts'
import { type FieldPath, fieldText, parseField } from './field-path.ts'
import { type FieldValue, isLack } from './field-value.ts'
import { lackWords } from './field-words.ts'

export type TableFormat = 'markdown' | 'tsv'

interface TableTextOptions {
  /** The columns from left to right. */
  fields: readonly string[]
  format: TableFormat
  zone: string
  t: Translate
}

/** Rows as a table that other tools take, with the columns as they are shown and their paths at the head. */
export function tableText(rows: readonly Message[], { fields, format, zone, t }: TableTextOptions): string {
  const paths = fields.map(parseField).filter((path) => path !== null)
  const cells = paths.map((path) => cellReader(path, zone, t))
  const head = paths.map(fieldText)
  const body = rows.map((row) => cells.map((cell) => cell(row)))
  if (format === 'tsv') return [head, ...body].map((line) => line.map(tsvCell).join('\t')).join('\n')
  const lines = [head, head.map(() => '---'), ...body]
  return lines.map((line) => `| ${line.map(markdownCell).join(' | ')} |`).join('\n')
}

interface Cell {
  text: string
  /** Written by a producer: a spreadsheet must not take it for a formula. */
  foreign: boolean
}

function cellReader(path: FieldPath, zone: string, t: Translate): (message: Message) => Cell | string {
  if (path.root === 'headers' && path.steps.length === 0) {
    return ({ headers }) => ({
      text: headers.map(({ key, value }) => `${key}=${payloadCopy(value)}`).join(', '),
      foreign: true,
    })
  }
  const read = fieldReader(path)
  return (message) => cellOf(read(message), zone, t)
}

function cellOf({ kind, text }: FieldValue, zone: string, t: Translate): Cell | string {
  if (isLack(kind)) return kind === 'absent' ? '' : `(${lackWords(kind, t).name})`
  if (kind === 'time') return formatIso(Number(text), zone) ?? text
  return kind === 'string' ? { text, foreign: true } : text
}

const plain = (cell: Cell | string): string => (typeof cell === 'string' ? cell : cell.text)

/** A cell holds no tab and no line break; what a spreadsheet would compute is told to be text. */
function tsvCell(cell: Cell | string): string {
  const text = plain(cell).replace(/\t/g, '\\t').replace(/\r/g, '\\r').replace(/\n/g, '\\n')
  return typeof cell !== 'string' && /^[=+\-@]/.test(text) ? `'${text}` : text
}

function markdownCell(cell: Cell | string): string {
  return plain(cell)
    .replace(/[\\|`<]/g, '\\$&')
    .replace(/\r?\n|\r/g, '<br>')
}
