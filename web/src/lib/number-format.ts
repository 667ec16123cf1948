import { THIN_SPACE, withThousands } from '@sluice/shared/thousands'

/** A whole number as the page writes it. */
export function formatCount(value: string | number | bigint): string {
  return withThousands(value)
}

/** A large number short enough for a line that changes: `8.4 M`. Cut, never rounded up; small ones are exact. */
export function formatShort(value: number | bigint): string {
  const count = BigInt(value)
  if (count < 10_000n) return formatCount(count)
  const power = SHORT.findLastIndex((_, at) => count >= 1000n ** BigInt(at))
  const tenths = (count * 10n) / 1000n ** BigInt(power)
  const text = tenths < 1000n ? `${tenths / 10n}.${tenths % 10n}` : `${tenths / 10n}`
  return `${text}${THIN_SPACE}${SHORT[power]}`
}

const SHORT = ['', 'k', 'M', 'G', 'T', 'P', 'E'] as const
const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const

/** Bytes in the binary unit that leaves one to four digits before the point. */
export function formatBytes(value: string | number | bigint): string {
  const bytes = BigInt(value)
  let power = 0
  while (power < UNITS.length - 1 && bytes >= 1024n ** BigInt(power + 1)) power++
  if (power === 0) return `${bytes}${THIN_SPACE}B`
  // Cut, never rounded up: 1023.99 MiB must not read as 1024.
  const decimals = bytes < 10n * 1024n ** BigInt(power) ? 2 : bytes < 100n * 1024n ** BigInt(power) ? 1 : 0
  const scaled = (bytes * 10n ** BigInt(decimals)) / 1024n ** BigInt(power)
  return `${(Number(scaled) / 10 ** decimals).toFixed(decimals)}${THIN_SPACE}${UNITS[power]}`
}
