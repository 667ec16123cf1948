/**
 * What a spreadsheet takes for a formula by its first character (OWASP, CSV injection), with the full-width forms that
 * an East Asian one takes for the same.
 */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/
/** A negative number runs nothing, and stays a number for whoever computes with it. */
const NUMBER = /^-\d+(\.\d+)?$/
const QUOTED = /[",\r\n;\t]/

/** A cell of RFC 4180. Null is nothing at all, and an empty text a pair of quotes, as databases tell them apart. */
export function csvCell(text: string | null, formulaSafe: boolean): string {
  if (text === null) return ''
  if (text === '') return '""'
  const harmless = !formulaSafe || !FORMULA.test(text) || NUMBER.test(text)
  const cell = harmless ? text : `'${text}`
  return QUOTED.test(cell) || cell !== cell.trim() ? `"${cell.replaceAll('"', '""')}"` : cell
}
