export const HOUR = 3_600_000
export const DAY = 24 * HOUR

/** How busy each hour is against the average one: quiet nights, a peak at lunch and a higher one after work. */
const HOURS = [
  0.15, 0.1, 0.1, 0.1, 0.15, 0.3, 0.5, 0.8, 1, 1, 1.1, 1.4, 2, 1.9, 1.1, 1, 1.1, 1.5, 2.1, 2.2, 1.9, 1.4, 0.8,
  0.3,
]
const AVERAGE = HOURS.reduce((sum, weight) => sum + weight, 0) / HOURS.length

export const BUSIEST = Math.max(...HOURS) / AVERAGE

/** Demand at a moment of library time, 1 on average over a day. */
export function demandAt(libraryTime: number): number {
  return (HOURS[Math.floor((libraryTime % DAY) / HOUR)] ?? 0) / AVERAGE
}
