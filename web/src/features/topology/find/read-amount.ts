const TIMES = { k: 1e3, m: 1e6, g: 1e9 } as const
const SPANS = { ms: 1, s: 1e3, m: 6e4, h: 3.6e6, d: 8.64e7, w: 6.048e8 } as const
const AMOUNT = /^(\d{1,15}(?:\.\d{1,6})?)([a-z]{0,2})$/i

/** `1000`, `1.5k`, `2M`; of a span `30s`, `5m`, `2h`, `7d`, without a unit seconds. Null: it is none. */
export function readAmount(text: string, is: 'number' | 'span'): number | null {
  const match = AMOUNT.exec(text)
  if (!match) return null
  const [, digits = '', unit = ''] = match
  const units: Readonly<Record<string, number>> = is === 'span' ? SPANS : TIMES
  const scale = unit === '' ? (is === 'span' ? SPANS.s : 1) : units[unit.toLowerCase()]
  return scale === undefined ? null : Number(digits) * scale
}
