/** Lengths that people mute and take alerts for. */
export const SPANS = {
  hour: 3_600_000,
  four: 4 * 3_600_000,
  day: 86_400_000,
  week: 7 * 86_400_000,
} as const
export type SpanName = keyof typeof SPANS
