const EPOCH = Date.UTC(2020, 0, 1)

/** A snowflake number: milliseconds since 2020 above 22 bits of count. Unsafe as a JavaScript number on purpose. */
export function ledgerEntry(at: number, count: number): bigint {
  return (BigInt(Math.max(0, Math.trunc(at) - EPOCH)) << 22n) | BigInt((count * 2 + 1) & 0x3fffff)
}
