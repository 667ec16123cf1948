import type { Evidence, EvidenceSource } from '@sluice/shared/topology-evidence'
import type { Observation } from '../evidence.ts'

/** Amounts among the facts: they add up, as counts do. All others stay as they were last seen. */
const AMOUNTS: readonly string[] = ['records', 'bytes', 'markers', 'of']

/** What tells one piece of evidence from another, whenever it was seen. */
export function rowKey({
  subject,
  relation,
  object,
  source,
}: Pick<Evidence, 'subject' | 'relation' | 'object' | 'source'>): string {
  return `${relation}\u0000${source}\u0000${subject}\u0000${object}`
}

export function toRow(source: EvidenceSource, { at, ...seen }: Observation): Evidence {
  return { ...seen, source, firstSeen: at, lastSeen: at }
}

/** The same piece seen at two times; in whichever order they are given. */
export function joinRows(one: Evidence, other: Evidence): Evidence {
  const [older, newer] = isNewer(one, other) ? [other, one] : [one, other]
  return {
    ...newer,
    firstSeen: Math.min(older.firstSeen, newer.firstSeen),
    count: older.count + newer.count,
    sample: newer.sample ?? older.sample,
    facts: joinFacts(older.facts, newer.facts),
  }
}

/** Of two seen at one time the surer one is the newer, so that their order does not matter. */
function isNewer(one: Evidence, other: Evidence): boolean {
  if (one.lastSeen !== other.lastSeen) return one.lastSeen > other.lastSeen
  if (one.weight !== other.weight) return one.weight > other.weight
  return JSON.stringify(one.facts) >= JSON.stringify(other.facts)
}

function joinFacts(older: Evidence['facts'], newer: Evidence['facts']): Evidence['facts'] {
  const facts: Evidence['facts'] = { ...older, ...newer }
  for (const name of AMOUNTS)
    if (older[name] !== undefined && newer[name] !== undefined)
      facts[name] = String(Number(older[name]) + Number(newer[name]))
  return facts
}
