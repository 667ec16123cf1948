import {
  type EntityId,
  type EntityKind,
  type Evidence,
  type Relation,
  readEntityId,
} from '@sluice/shared/topology-evidence'

/** Rows by what they say, so that each question is one look. In the order of their entities, never of their arrival. */
export interface EvidenceIndex {
  of(relation: Relation): readonly Evidence[]
  /** What this entity is said to do, or to be part of. */
  by(subject: EntityId, relation: Relation): readonly Evidence[]
  /** What is said to be done to it. */
  to(object: EntityId, relation: Relation): readonly Evidence[]
  /** Every entity of a kind that writes, reads or belongs to something. */
  entities(kind: EntityKind): readonly EntityId[]
}

const NONE: readonly never[] = []

export function indexEvidence(rows: readonly Evidence[]): EvidenceIndex {
  const sorted = [...rows].sort(inOrder)
  const byRelation = new Map<string, Evidence[]>()
  const bySubject = new Map<string, Evidence[]>()
  const byObject = new Map<string, Evidence[]>()
  const kinds = new Map<EntityKind, Set<EntityId>>()
  const note = (id: EntityId): void => {
    const kind = readEntityId(id)?.kind
    if (kind === undefined) return
    const known = kinds.get(kind)
    if (known === undefined) kinds.set(kind, new Set([id]))
    else known.add(id)
  }
  for (const row of sorted) {
    push(byRelation, row.relation, row)
    push(bySubject, `${row.relation} ${row.subject}`, row)
    push(byObject, `${row.relation} ${row.object}`, row)
    note(row.subject)
    note(row.object)
  }
  const listed = new Map([...kinds].map(([kind, ids]) => [kind, [...ids].sort()] as const))
  return {
    of: (relation) => byRelation.get(relation) ?? NONE,
    by: (subject, relation) => bySubject.get(`${relation} ${subject}`) ?? NONE,
    to: (object, relation) => byObject.get(`${relation} ${object}`) ?? NONE,
    entities: (kind) => listed.get(kind) ?? NONE,
  }
}

function push(map: Map<string, Evidence[]>, key: string, row: Evidence): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [row])
  else list.push(row)
}

function inOrder(one: Evidence, other: Evidence): number {
  return (
    compare(one.subject, other.subject) ||
    compare(one.object, other.object) ||
    compare(one.relation, other.relation) ||
    compare(one.source, other.source)
  )
}

export function compare(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
