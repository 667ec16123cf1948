import { createHash } from 'node:crypto'
import type { EntityId, Relation } from '@sluice/shared/topology-evidence'

const CHARS = 22
/** The same edges are drawn again and again. */
const REMEMBERED_MAX = 50_000
const remembered = new Map<string, string>()

/** The same for the same ends and relation, on every machine; short enough for a link. */
export function edgeId(from: EntityId, relation: Relation, to: EntityId): string {
  const ends = JSON.stringify([from, relation, to])
  const known = remembered.get(ends)
  if (known !== undefined) return known
  const id = createHash('sha256').update(ends).digest('base64url').slice(0, CHARS)
  if (remembered.size >= REMEMBERED_MAX) remembered.clear()
  remembered.set(ends, id)
  return id
}
