/** Narrow and not broken at the end of a line: what stands between thousands, everywhere people read a number. */
export const THIN_SPACE = '\u202f'

/** A whole number with thin thousands separators; exact at any size, as it never passes through a float. */
export function withThousands(value: string | number | bigint): string {
  const text = String(value)
  const sign = text.startsWith('-') ? '-' : ''
  return sign + text.slice(sign.length).replace(/\B(?=(\d{3})+(?!\d))/g, THIN_SPACE)
}
