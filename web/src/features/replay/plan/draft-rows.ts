/** A change of headers as it stands in its row: `set` a to b, `rename` a to b, `drop` a, `null`: set a to null. */
export interface HeaderRow {
  op: 'set' | 'null' | 'rename' | 'drop'
  a: string
  b: string
}
export const HEADER_OPS = ['set', 'null', 'rename', 'drop'] as const

/** A place in the value that is made unreadable. */
export interface MaskRow {
  path: string
  how: 'hash' | 'fixed' | 'null'
}
export const MASK_WAYS = ['hash', 'fixed', 'null'] as const

/** `[["set","a","b"],["drop","c",""]]`; what is no such list is none. */
export function readHeaderRows(text: string): HeaderRow[] {
  return readRows(text).flatMap(([op, a = '', b = '']) => {
    const known = HEADER_OPS.find((one) => one === op)
    return known ? [{ op: known, a, b }] : []
  })
}

export function writeHeaderRows(rows: readonly HeaderRow[]): string {
  return rows.length === 0 ? '' : JSON.stringify(rows.map(({ op, a, b }) => [op, a, b]))
}

export function readMaskRows(text: string): MaskRow[] {
  return readRows(text).flatMap(([path = '', way]) => {
    const how = MASK_WAYS.find((one) => one === way)
    return how ? [{ path, how }] : []
  })
}

export function writeMaskRows(rows: readonly MaskRow[]): string {
  return rows.length === 0 ? '' : JSON.stringify(rows.map(({ path, how }) => [path, how]))
}

function readRows(text: string): string[][] {
  const rows = readJson(text)
  if (!Array.isArray(rows)) return []
  return rows.filter(
    (row): row is string[] => Array.isArray(row) && row.every((part) => typeof part === 'string'),
  )
}

/** Undefined where it is none. */
export function readJson(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
