import type { KeySample } from '../infer/infer-causes.ts'

/** Fewer records with a key of another topic prove nothing. */
const SHARED_MIN = 20
/** Of many that share keys, those that share the most. */
const CANDIDATES_MAX = 30
const PAIRS_MAX = 5_000_000

/**
 * For each topic, those whose keys its records have too, and that somebody reads: most topics have no key in common, and
 * need not be compared.
 */
export function sharingTopics(
  samples: ReadonlyMap<string, readonly KeySample[]>,
  read: ReadonlySet<string>,
): Map<string, string[]> {
  const topicsOf = new Map<number, string[]>()
  for (const [topic, records] of samples) {
    if (!read.has(topic)) continue
    for (const key of new Set(records.map((record) => record.key))) {
      const topics = topicsOf.get(key)
      if (topics === undefined) topicsOf.set(key, [topic])
      else topics.push(topic)
    }
  }
  const sharing = new Map<string, string[]>()
  let pairs = 0
  for (const [to, records] of samples) {
    if (records.length < SHARED_MIN || pairs > PAIRS_MAX) continue
    const shared = new Map<string, number>()
    for (const { key } of records)
      for (const from of topicsOf.get(key) ?? []) {
        pairs += 1
        if (from !== to) shared.set(from, (shared.get(from) ?? 0) + 1)
      }
    const candidates = [...shared]
      .filter(([, count]) => count >= SHARED_MIN)
      .sort(([, one], [, other]) => other - one)
      .slice(0, CANDIDATES_MAX)
    if (candidates.length > 0)
      sharing.set(
        to,
        candidates.map(([from]) => from),
      )
  }
  return sharing
}
