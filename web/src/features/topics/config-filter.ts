import type { ConfigEntry } from '@sluice/shared/topics'

export interface ConfigFilter {
  text: string
  /** Only what somebody set: anything not from Kafka's own defaults. */
  onlySet: boolean
}

const isSet = ({ source }: ConfigEntry): boolean => source !== 'default' && source !== 'unknown'

/** The settings to show: what somebody set comes first, each part by name. */
export function filterConfig(
  entries: readonly ConfigEntry[],
  { text, onlySet }: ConfigFilter,
): ConfigEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  return entries
    .filter((entry) => !onlySet || isSet(entry))
    .filter((entry) => {
      const whole = `${entry.name} ${entry.value ?? ''} ${entry.documentation ?? ''}`.toLowerCase()
      return words.every((word) => whole.includes(word))
    })
    .sort((a, b) => Number(isSet(b)) - Number(isSet(a)) || (a.name < b.name ? -1 : 1))
}
