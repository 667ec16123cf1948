import { createHash } from 'node:crypto'
import type { EntityId, Relation } from '@sluice/shared/topology-evidence'

const CHARS = 22

/** The same for the same ends and relation, on every machine; short enough for a link. */
export function edgeId(from: EntityId, relation: Relation, to: EntityId): string {
  const ends = JSON.stringify([from, relation, to])
  return createHash('sha256').update(ends).digest('base64url').slice(0, CHARS)
}
