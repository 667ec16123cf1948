/** The sample systems that the launcher can start, in a line each for whoever waits. */
export const SAMPLES = {
  library: 'rentals, returns and refusals flow',
  trading: '200 trades a second become candles',
} as const

export type Sample = keyof typeof SAMPLES

export const ALL_SAMPLES = Object.keys(SAMPLES) as readonly Sample[]

/** Names split by commas; null where one is no sample system, or none is named. */
export function parseSamples(list: string): Sample[] | null {
  const names = list.split(',').map((name) => name.trim())
  return names.every((name) => Object.hasOwn(SAMPLES, name)) ? ([...new Set(names)] as Sample[]) : null
}
