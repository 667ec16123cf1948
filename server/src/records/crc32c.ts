/** CRC-32C (Castagnoli), reflected. node:zlib's crc32 is the other polynomial. */
const POLYNOMIAL = 0x82f63b78

/** Eight tables of 256 end to end: table k moves a byte past k further bytes, so eight bytes fold in one step. */
const TABLES = buildTables()

/** The checksum of `bytes` as an unsigned 32-bit number. */
export function crc32c(bytes: Buffer): number {
  const t = TABLES
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = bytes.byteLength
  const whole = length - (length % 8)
  let crc = -1
  let i = 0
  for (; i < whole; i += 8) {
    const a = view.getInt32(i, true) ^ crc
    const b = view.getInt32(i + 4, true)
    crc =
      (t[1792 + (a & 255)] ?? 0) ^
      (t[1536 + ((a >>> 8) & 255)] ?? 0) ^
      (t[1280 + ((a >>> 16) & 255)] ?? 0) ^
      (t[1024 + (a >>> 24)] ?? 0) ^
      (t[768 + (b & 255)] ?? 0) ^
      (t[512 + ((b >>> 8) & 255)] ?? 0) ^
      (t[256 + ((b >>> 16) & 255)] ?? 0) ^
      (t[b >>> 24] ?? 0)
  }
  for (; i < length; i += 1) crc = (crc >>> 8) ^ (t[(crc ^ view.getUint8(i)) & 255] ?? 0)
  return ~crc >>> 0
}

function buildTables(): Int32Array {
  const tables = new Int32Array(8 * 256)
  for (let byte = 0; byte < 256; byte += 1) {
    let crc = byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1
    tables[byte] = crc
  }
  for (let i = 256; i < tables.length; i += 1) {
    const before = tables[i - 256] ?? 0
    tables[i] = (before >>> 8) ^ (tables[before & 255] ?? 0)
  }
  return tables
}
