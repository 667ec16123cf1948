/** Steps of the speed, as a person turns it. */
export const SPEEDS = [0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] as const

/** The next step up or down; at the end, the end. */
export function nextSpeed(speed: number, by: 1 | -1): number {
  const steps = by > 0 ? SPEEDS.find((step) => step > speed) : SPEEDS.findLast((step) => step < speed)
  return steps ?? speed
}

/** The steps with a speed among them that is none, as a link may have it. */
export function speedsWith(speed: number): number[] {
  return [...new Set([...SPEEDS, speed])].sort((a, b) => a - b)
}
