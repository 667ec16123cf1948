import { type FieldPath, fieldText, parseField } from './field-path.ts'

/** One column of the message list as it was chosen. */
export interface ColumnChoice {
  /** The written form of its path, which is also what tells columns apart. */
  readonly field: string
  /** In pixels; null: as wide as suits it. */
  readonly width: number | null
}

/** The columns in their order; null: those that a list has by itself. */
export type Columns = readonly ColumnChoice[] | null

export const COLUMN_MIN_PX = 48
export const COLUMN_MAX_PX = 2000
const COLUMNS_MAX = 60

const OWN_FIELDS = ['timestamp', 'partition', 'offset', 'key', 'value', 'headers', 'size'] as const
/** What a list shows where nothing was chosen. */
export const OWN_COLUMNS: readonly ColumnChoice[] = OWN_FIELDS.map((field) => ({ field, width: null }))

export const chosenColumns = (columns: Columns): readonly ColumnChoice[] => columns ?? OWN_COLUMNS

export const hasColumn = (columns: Columns, field: string): boolean =>
  chosenColumns(columns).some((column) => column.field === field)

/** The columns with a path as a new one: before the whole value, which takes the room that is left, or at the end. */
export function addColumn(columns: Columns, path: FieldPath): Columns {
  const shown = chosenColumns(columns)
  const field = fieldText(path)
  if (hasColumn(columns, field) || shown.length >= COLUMNS_MAX) return columns
  const value = shown.findIndex((column) => column.field === 'value')
  const at = value < 0 ? shown.length : value
  return settled([...shown.slice(0, at), { field, width: null }, ...shown.slice(at)])
}

/** The last column stays: a list without any would show nothing. */
export function removeColumn(columns: Columns, field: string): Columns {
  const rest = chosenColumns(columns).filter((column) => column.field !== field)
  return rest.length === 0 ? columns : settled(rest)
}

/** Puts a column at another place, counted among the columns as they stand. */
export function moveColumn(columns: Columns, field: string, to: number): Columns {
  const shown = chosenColumns(columns)
  const moved = shown.find((column) => column.field === field)
  if (moved === undefined) return columns
  const rest = shown.filter((column) => column !== moved)
  const at = Math.min(Math.max(to, 0), rest.length)
  return settled([...rest.slice(0, at), moved, ...rest.slice(at)])
}

/** Null gives a column the width that suits it. */
export function resizeColumn(columns: Columns, field: string, px: number | null): Columns {
  const width = px === null ? null : Math.round(Math.min(Math.max(px, COLUMN_MIN_PX), COLUMN_MAX_PX))
  return settled(
    chosenColumns(columns).map((column) => (column.field === field ? { ...column, width } : column)),
  )
}

function settled(columns: readonly ColumnChoice[]): Columns {
  return writeList(columns) === writeList(OWN_COLUMNS) ? null : columns
}

/** `timestamp,offset,value.amount~120`; undefined where they are as by default. */
export function writeColumns(columns: Columns): string | undefined {
  return columns === null ? undefined : writeList(columns)
}

function writeList(columns: readonly ColumnChoice[]): string {
  return columns.map(({ field, width }) => (width === null ? field : `${field}~${width}`)).join(',')
}

const ENTRY = /((?:[^,"]|"(?:[^"\\]|\\.)*")+)(?:,(?!$)|$)/uy

/** Reads the parameter of a link; null where a part of it is no column. */
export function readColumns(text: string): readonly ColumnChoice[] | null {
  const columns = new Map<string, ColumnChoice>()
  ENTRY.lastIndex = 0
  while (ENTRY.lastIndex < text.length) {
    const entry = ENTRY.exec(text)?.[1]
    if (entry === undefined || columns.size >= COLUMNS_MAX) return null
    const column = readColumn(entry)
    if (column === null || columns.has(column.field)) return null
    columns.set(column.field, column)
  }
  return columns.size === 0 ? null : [...columns.values()]
}

function readColumn(text: string): ColumnChoice | null {
  const [, written = '', px] = /^(.*?)(?:~(\d{1,4}))?$/su.exec(text) ?? []
  const path = parseField(written)
  const width = px === undefined ? null : Number(px)
  if (path === null || (width !== null && (width < COLUMN_MIN_PX || width > COLUMN_MAX_PX))) return null
  return { field: fieldText(path), width }
}
