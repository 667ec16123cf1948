const SEED = 0x9747b28c
const MIX = 0x5bd1e995

/** MurmurHash2 with 32 bits, seeded as Kafka's Java client does it; unsigned. */
export function murmur2(bytes: Buffer): number {
  const whole = bytes.length & ~3
  let hash = SEED ^ bytes.length
  for (let at = 0; at < whole; at += 4) {
    const word = Math.imul(bytes.readInt32LE(at), MIX)
    hash = Math.imul(hash, MIX) ^ Math.imul(word ^ (word >>> 24), MIX)
  }
  if (whole < bytes.length) {
    hash = Math.imul(hash ^ bytes.readUIntLE(whole, bytes.length - whole), MIX)
  }
  hash = Math.imul(hash ^ (hash >>> 13), MIX)
  return (hash ^ (hash >>> 15)) >>> 0
}
