const english = new Intl.PluralRules('en')

/** The form of an English word for a count. Counts are shown text, so a bigint works as well. */
export function plural(count: number | bigint, one: string, other: string): string {
  return english.select(Number(count)) === 'one' ? one : other
}
