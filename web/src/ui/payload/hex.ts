export interface HexRow {
  /** Place of the first byte, eight hexadecimal digits. */
  offset: string
  /** Two digits a byte, in groups of eight; padded where the last row is short. */
  hex: string
  /** Printable ASCII as it is, every other byte as a dot. */
  ascii: string
}

const DIGITS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
const GROUP = 8

export function hexRowCount(byteLength: number, perRow: number): number {
  return Math.ceil(byteLength / perRow)
}

export function hexRow(bytes: Uint8Array, row: number, perRow: number): HexRow {
  const start = row * perRow
  let hex = ''
  let ascii = ''
  for (let column = 0; column < perRow; column++) {
    if (column > 0) hex += column % GROUP === 0 ? '  ' : ' '
    const byte = bytes[start + column]
    hex += byte === undefined ? '  ' : DIGITS[byte]
    if (byte !== undefined) ascii += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·'
  }
  return { offset: start.toString(16).padStart(8, '0'), hex, ascii }
}

/** Plain hexadecimal digits of the first bytes, for places too narrow for a dump. */
export function hexDigits(bytes: Uint8Array, limit: number): string {
  return Array.from(bytes.subarray(0, limit), (byte) => DIGITS[byte]).join(' ')
}
