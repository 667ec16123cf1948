const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** `-2h30m`, `+1d`, `1500ms` in milliseconds; null where it cannot be read or is none. */
export function readShift(text: string): number | null {
  const parts = /^([-+]?)((?:\d{1,12}(?:ms|s|m|h|d)\s*)+)$/.exec(text.trim())
  if (parts === null) return null
  const [, sign, lengths = ''] = parts
  let ms = 0
  for (const [, count, unit = ''] of lengths.matchAll(/(\d+)(ms|s|m|h|d)/g))
    ms += Number(count) * (UNIT_MS[unit] ?? 0)
  if (ms === 0 || !Number.isSafeInteger(ms)) return null
  return sign === '-' ? -ms : ms
}
