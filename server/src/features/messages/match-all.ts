import type { Sifter, TextMatcher } from './text-filter.ts'

/** What all of the matchers match; null where there is none. A stretch passes if each of them lets it pass. */
export function matchAll(matchers: readonly TextMatcher[]): TextMatcher | null {
  const [first, ...others] = matchers
  if (first === undefined || others.length === 0) return first ?? null
  return {
    sieve: (batch) => {
      const sieves = matchers.flatMap((matcher) => matcher.sieve(batch) ?? [])
      return sieves.length === 0 ? null : bothOf(sieves)
    },
    traces: matchers.flatMap(({ traces }) => traces),
    matches: (record) => matchers.every((matcher) => matcher.matches(record)),
  }
}

function bothOf(sieves: readonly Sifter[]): Sifter {
  return { mayHold: (from, to) => sieves.every((sieve) => sieve.mayHold(from, to)) }
}
