import { formatCount } from './number-format.ts'

/** Messages a second: a decimal while it is small, so that 0.4 does not read as nothing. */
export function rateText(rate: number): string {
  if (rate === 0) return '0'
  if (rate < 0.1) return '< 0.1'
  return rate < 10 ? (Math.floor(rate * 10) / 10).toFixed(1) : formatCount(Math.floor(rate))
}
