/** A part of a whole in percent: 100 % only for all, and never 0 % for some. */
export function shareText(count: number, total: number): string {
  if (total === 0 || count === 0) return '0\u202f%'
  if (count === total) return '100\u202f%'
  const percent = (count / total) * 100
  if (percent < 0.1) return '<\u202f0.1\u202f%'
  if (percent > 99.9) return '>\u202f99.9\u202f%'
  return `${percent < 10 ? percent.toFixed(1) : Math.min(99, Math.round(percent))}\u202f%`
}
