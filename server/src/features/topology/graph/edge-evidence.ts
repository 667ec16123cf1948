import type { EdgeEvidence, TopologyLevel } from '@sluice/shared/topology'
import type { EvidenceClass } from '@sluice/shared/topology-evidence'
import { compare } from '../identity/evidence-index.ts'
import { rowKey } from '../log/evidence-row.ts'
import { wouldBeBetter } from './better.ts'
import { byClass, type ClassCertainty, freshness, type Piece, pieceValue } from './certainty.ts'
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
    certainty: classes.map((one) => ({ class: one.class, value: one.value, why: whyOf(one, at) })),
    better: wouldBeBetter(edge, classes, collectors),
  }
}

const CLASS_WORDS: Record<EvidenceClass, string> = {
  protocol: 'Kafka itself says so',
  header: 'the records say so',
  metadata: 'the framework says so of itself',
  acl: 'it is permitted; nobody was seen doing it',
  statistics: 'keys and times of records fit',
  name: 'the names are alike',
  people: 'somebody said so here',
}

function whyOf({ class: of, best }: ClassCertainty, at: number): string {
  const words = [`${CLASS_WORDS[of]} (${percent(best.row.weight)})`]
  const { row, link } = best
  const fresh = freshness(row, at)
  if (fresh < 0.995) words.push(`last seen ${ageWords(at - row.lastSeen)} ago (× ${fresh.toFixed(2)})`)
  if (link < 0.995) words.push(linkWords(best))
  if (of === 'header' && row.count < 5)
    words.push(`in ${row.count} sampled ${row.count === 1 ? 'record' : 'records'} only`)
  return words.join('; ')
}

function linkWords({ row, link }: Piece): string {
  const of = row.subject.slice(0, row.subject.indexOf(':'))
  return of === 'plain'
    ? `whose records without producer id these are is told by the headers there (× ${link.toFixed(2)})`
    : `that this ${of} belongs to it is ${percent(link)} sure (× ${link.toFixed(2)})`
}

function percent(value: number): string {
  return `${Math.floor(value * 100)} %`
}

function ageWords(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 60) return `${Math.max(1, minutes)} min`
  return minutes < 48 * 60 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1440)} d`
}
