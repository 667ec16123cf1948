import type { EdgeTier } from '@sluice/shared/topology'
import type { Evidence, EvidenceClass, EvidenceSource } from '@sluice/shared/topology-evidence'

/** A piece of evidence for an edge, and how surely what it speaks of is the edge’s end. */
export interface Piece {
  row: Evidence
  /** 0 to 1. */
  link: number
  /** What kind of proof it is here, where it is another than by itself. */
  as?: EvidenceClass
  /** What it counts is of several, nobody knows how much of whom. */
  shared?: boolean
}

/** What one class of proof adds. */
export interface ClassCertainty {
  class: EvidenceClass
  value: number
  best: Piece
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** After so long without being seen again a piece counts half: what is told over and over ages fast, traces slowly. */
const HALF_LIFE_MS: Record<EvidenceSource, number> = {
  groups: HOUR_MS,
  producers: DAY_MS,
  census: DAY_MS,
  transactions: DAY_MS,
  commits: DAY_MS,
  headers: DAY_MS,
  streams: DAY_MS,
  acls: 30 * DAY_MS,
  inference: HOUR_MS,
  people: Number.POSITIVE_INFINITY,
}

/** Likeness of names proves nothing, and statistics alone stay a guess. */
const CLASS_CAP: Partial<Record<EvidenceClass, number>> = { name: 0.2, statistics: 0.79 }
const PROVING: readonly EvidenceClass[] = ['protocol', 'metadata', 'people']
/** At least so much of a proof must come from a class that proves. */
const PROOF_MIN = 0.5

export function freshness({ source, lastSeen }: Evidence, at: number): number {
  const age = Math.max(0, at - lastSeen)
  return 0.5 ** (age / HALF_LIFE_MS[source])
}

/** One record may bear a name by mistake or be passed on; each further one halves the doubt. */
export function support({ class: of, count }: Evidence): number {
  return of === 'header' ? 1 - 0.5 ** Math.max(1, count) : 1
}

export function pieceValue({ row, link }: Piece, at: number): number {
  const value = row.weight * link * freshness(row, at) * support(row)
  return Math.min(value, CLASS_CAP[row.class] ?? 1)
}

/** The best piece of each class: pieces of one class have one origin, so they do not add up. Surest first. */
export function byClass(pieces: readonly Piece[], at: number): ClassCertainty[] {
  const best = new Map<EvidenceClass, ClassCertainty>()
  for (const piece of pieces) {
    const value = pieceValue(piece, at)
    const of = piece.as ?? piece.row.class
    const known = best.get(of)
    if (known === undefined || value > known.value) best.set(of, { class: of, value, best: piece })
  }
  return [...best.values()].sort((one, other) => other.value - one.value)
}

/** Classes are independent of each other: the doubt that is left is that in all of them at once. */
export function confidenceOf(classes: readonly ClassCertainty[]): number {
  const doubt = classes.reduce((rest, { value }) => rest * (1 - value), 1)
  return Math.round((1 - doubt) * 10_000) / 10_000
}

export function tierOf(confidence: number, classes: readonly ClassCertainty[]): EdgeTier {
  if (classes.every((one) => one.class === 'acl')) return 'permitted'
  if (confidence >= 0.95 && classes.some((one) => PROVING.includes(one.class) && one.value >= PROOF_MIN))
    return 'proven'
  if (confidence >= 0.8) return 'observed'
  return confidence >= 0.5 ? 'inferred' : 'suspected'
}
