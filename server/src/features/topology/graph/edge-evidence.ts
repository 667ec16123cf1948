import type { EdgeCertainty, EdgeEvidence, TopologyLevel } from '@sluice/shared/topology'
import { compare } from '../identity/evidence-index.ts'
import { rowKey } from '../log/evidence-row.ts'
import { wouldBeBetter } from './better.ts'
import { byClass, type ClassCertainty, freshness, pieceValue } from './certainty.ts'
import { toEdge } from './draft.ts'
import { edgeId } from './edge-id.ts'
import { viewAt } from './levels.ts'
import type { Model } from './model.ts'

const SHOWN_MAX = 500

/** All that speaks for an edge; null where there is no such edge. */
export function edgeEvidence(model: Model, level: TopologyLevel, id: string): EdgeEvidence | null {
  const { at, collectors } = model.input
  const draft = viewAt(model, level).drafts.find(
    ({ from, relation, to }) => edgeId(from, relation, to) === id,
  )
  if (draft === undefined) return null
  const sorted = [...draft.pieces].sort(
    (one, other) =>
      pieceValue(other, at) - pieceValue(one, at) || compare(rowKey(one.row), rowKey(other.row)),
  )
  const classes = byClass(draft.pieces, at)
  const edge = toEdge(draft, at)
  return {
    edge,
    evidence: sorted.slice(0, SHOWN_MAX).map(({ row }) => row),
    total: sorted.length,
    certainty: classes.map((one) => certaintyOf(one, at)),
    better: wouldBeBetter(
      edge,
      classes,
      collectors,
      draft.pieces.some(({ row }) => row.subject.startsWith('session:')),
    ),
  }
}

function certaintyOf({ class: of, value, best: { row, link } }: ClassCertainty, at: number): EdgeCertainty {
  const { weight, subject, lastSeen, count } = row
  return { class: of, value, weight, fresh: freshness(row, at), link, linked: subject, lastSeen, count }
}
