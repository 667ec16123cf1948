const OFFSET_BASIS = 0x811c9dc5
const PRIME = 0x01000193

/** FNV-1a with 32 bits (draft-eastlake-fnv); unsigned. */
export function fnv1a(bytes: Buffer): number {
  let hash = OFFSET_BASIS
  for (const byte of bytes) hash = Math.imul(hash ^ byte, PRIME)
  return hash >>> 0
}
