import type { EntityId, Evidence } from '@sluice/shared/topology-evidence'
import { compare, type EvidenceIndex } from '../identity/evidence-index.ts'
import type { WhoIsWho } from '../identity/who-is-who.ts'
import { byClass, confidenceOf } from './certainty.ts'
import { type Draft, Drafts } from './draft.ts'
import { holdsCopies } from './topic-family.ts'

/** Where others were left out before one was left, it is less sure that it is that one. */
const BY_ELIMINATION = 0.9
/** A writer as sure as this, of whom more is known than that there is one, is the writer. */
const SURE_FROM = 0.8

interface Sources {
  index: EvidenceIndex
  who: WhoIsWho
  at: number
}

/**
 * What follows from keys and lags: somebody reads A and writes B. Where exactly one can be meant, it is given an edge to
 * B, dashed; where B's writer is known and reads A, that is borne out; else all that is known is that B follows from A.
 * Returns those that stay so.
 */
export function addCauses(drafts: Drafts, { index, who, at }: Sources): Draft[] {
  const left = new Drafts()
  const known = drafts.all()
  const readers = endsBy(known, 'reads', 'from', 'to')
  const writers = endsBy(known, 'writes', 'to', 'from')
  const actors = new Map(who.actors.map((actor) => [actor.id, actor]))
  const sure = known.filter((draft) => draft.relation === 'writes' && isSure(draft, at))
  const producing = new Set(sure.map(({ from }) => from))
  const sureOf = endsBy(sure, 'writes', 'to', 'from')
  for (const [effect, rows] of byEffect(index)) {
    const all = rows.map((row) => readers.get(row.subject) ?? [])
    // One process reads every cause, so it is among the readers of each.
    const reading = (all[0] ?? []).filter((id) => all.every((some) => some.includes(id)))
    const named = (sureOf.get(effect) ?? []).filter((id) => actors.get(id)?.name != null)
    // One whose producer is known would show here, too; not on what is passed on, with the headers of who made it.
    const shows = (id: EntityId) => producing.has(id) && !holdsCopies(effect.slice('topic:'.length))
    const able = reading.filter((id) => !shows(id) && !(writers.get(effect) ?? []).includes(id))
    const [only] = able
    for (const row of rows) {
      const borneOut = named.filter((id) => reading.includes(id))
      if (borneOut.length === 1) addTo(drafts, borneOut[0], effect, row, 1)
      else if (named.length === 0 && able.length === 1)
        addTo(drafts, only, effect, row, reading.length > 1 ? BY_ELIMINATION : 1)
      else left.add(row.subject, 'causes', effect, { row, link: 1 })
    }
  }
  return left.all()
}

function addTo(
  drafts: Drafts,
  writer: EntityId | undefined,
  topic: EntityId,
  row: Evidence,
  link: number,
): void {
  if (writer !== undefined) drafts.add(writer, 'writes', topic, { row, link })
}

function byEffect(index: EvidenceIndex): [EntityId, Evidence[]][] {
  const effects = new Map<EntityId, Evidence[]>()
  for (const row of index.of('causes')) effects.set(row.object, [...(effects.get(row.object) ?? []), row])
  return [...effects].sort(([one], [other]) => compare(one, other))
}

function endsBy(
  drafts: readonly Draft[],
  relation: Draft['relation'],
  key: 'from' | 'to',
  value: 'from' | 'to',
): Map<EntityId, EntityId[]> {
  const ends = new Map<EntityId, EntityId[]>()
  for (const draft of drafts)
    if (draft.relation === relation) ends.set(draft[key], [...(ends.get(draft[key]) ?? []), draft[value]])
  return ends
}

function isSure({ pieces }: Draft, at: number): boolean {
  return confidenceOf(byClass(pieces, at)) >= SURE_FROM
}
