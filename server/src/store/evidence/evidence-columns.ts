import {
  EntityId,
  type Evidence,
  EvidenceClass,
  EvidenceSample,
  EvidenceSource,
  Relation,
} from '@sluice/shared/topology-evidence'

/** Facts that are amounts of one stretch of time, and the columns that hold them. */
export const AMOUNTS = { records: 'records', bytes: 'bytes', markers: 'markers', of: 'looked' } as const
type Amount = keyof typeof AMOUNTS
const NAMES = Object.keys(AMOUNTS) as Amount[]

/** Facts but for amounts, as they are kept with what a piece says. */
export function lastingFacts(facts: Evidence['facts']): string {
  return JSON.stringify(Object.fromEntries(Object.entries(facts).filter(([name]) => !(name in AMOUNTS))))
}

/** Null where there is none: an amount that is not known is no 0. */
export function amountsOf(facts: Evidence['facts']): (number | null)[] {
  return NAMES.map((name) => {
    const value = Number(facts[name] ?? Number.NaN)
    return Number.isSafeInteger(value) ? value : null
  })
}

/** A row of a query that names its columns as {@link COLUMNS} does; null where it is none of this Sluice's. */
export function toEvidence(row: Record<string, unknown>): Evidence | null {
  const relation = Relation.safeParse(row.relation)
  const source = EvidenceSource.safeParse(row.source)
  const of = EvidenceClass.safeParse(row.class)
  const [subject, object] = [EntityId.safeParse(row.subject), EntityId.safeParse(row.object)]
  if (!relation.success || !source.success || !of.success || !subject.success || !object.success) return null
  const facts = factsIn(row.facts)
  if (facts === null) return null
  for (const name of NAMES) {
    const value = row[AMOUNTS[name]]
    if (value != null) facts[name] = String(value)
  }
  const sample = row.sample === null ? null : EvidenceSample.safeParse(jsonIn(row.sample))
  return {
    ...{ subject: subject.data, relation: relation.data, object: object.data },
    ...{ source: source.data, class: of.data, weight: Number(row.weight), facts },
    ...{ firstSeen: Number(row.first_at), lastSeen: Number(row.last_seen), count: Number(row.seen) },
    sample: sample?.success ? sample.data : null,
  }
}

function factsIn(column: unknown): Evidence['facts'] | null {
  const value = jsonIn(column)
  if (typeof value !== 'object' || value === null) return null
  const entries = Object.entries(value)
  return entries.every(([, fact]) => typeof fact === 'string') ? Object.fromEntries(entries) : null
}

/** Undefined: damaged. One piece less is better than no graph. */
function jsonIn(column: unknown): unknown {
  try {
    return JSON.parse(String(column))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** What {@link toEvidence} reads of `evidence_rows r`. */
export const COLUMNS =
  'r.relation, r.source, r.subject, r.object, r.class, r.weight, r.sample, r.facts, r.first_at'
