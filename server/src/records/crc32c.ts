import { crc32c as native } from '@node-rs/crc32'

/** The CRC-32C (Castagnoli) of `bytes`, as an unsigned 32-bit number. node:zlib's crc32 is the other polynomial. */
export function crc32c(bytes: Buffer): number {
  return native(bytes)
}
