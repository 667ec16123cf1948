import { type EntityId, type Evidence, entityId } from '@sluice/shared/topology-evidence'
import type { GroupStanding } from '#features/groups/lag-board.ts'
import type { Actor } from '../identity/actors.ts'
import { type EvidenceIndex, indexEvidence } from '../identity/evidence-index.ts'
import { type WhoIsWho, whoIsWho } from '../identity/who-is-who.ts'
import { addCauses } from './causes.ts'
import type { Piece } from './certainty.ts'
import { corroborate } from './corroborate.ts'
import { type Draft, Drafts, joinReadings, type Reading } from './draft.ts'
import { freshRows } from './fresh-rows.ts'
import type { GraphInput } from './graph-input.ts'
import { readRate, writeRates } from './rates.ts'

/** What is drawn at every level: who there is, and what they do with which topic. */
export interface Model {
  input: GraphInput
  index: EvidenceIndex
  who: WhoIsWho
  drafts: Draft[]
  /** Topics of which one follows from the other, by nobody that is known. */
  causes: Draft[]
  /** How much each topic takes, without what is no message. */
  written: ReturnType<typeof writeRates>
}

export function buildModel(input: GraphInput): Model {
  const index = indexEvidence(freshRows(input.rows, input.at, input.window))
  const who = whoIsWho(index, input.rules)
  const drafts = new Drafts()
  for (const row of index.of('writes')) addWriters(drafts, row, who)
  for (const row of index.of('reads')) addReader(drafts, row, { index, who })
  for (const row of [...index.of('mayWrite'), ...index.of('mayRead')]) addPermission(drafts, row)
  const causes = addCauses(drafts, { index, who, at: input.at })
  const all = drafts.all()
  const actors = new Map(who.actors.map((actor) => [actor.id, actor]))
  corroborate(all, { actors, index })
  const written = writeRates(all, input)
  for (const draft of all) {
    const actor = draft.relation === 'reads' ? actors.get(draft.to) : undefined
    if (actor === undefined) continue
    const standings = standingsOf(actor, input.groups)
    draft.reader = readingOf(standings, draft.from)
    draft.rate = readRate(standings, draft.from)
  }
  return { input, index, who, drafts: all, causes, written }
}

function addWriters(drafts: Drafts, row: Evidence, who: WhoIsWho): void {
  const ends = who.ends(row)
  for (const { actor, link, byHeader } of ends) {
    const piece: Piece = { row, link }
    if (byHeader && row.class === 'protocol') piece.as = 'header'
    if (ends.length > 1) piece.shared = true
    drafts.add(actor.id, 'writes', row.object, piece)
  }
}

function addReader(
  drafts: Drafts,
  row: Evidence,
  { index, who }: { index: EvidenceIndex; who: WhoIsWho },
): void {
  const groups = row.subject.startsWith('member:')
    ? index.by(row.subject, 'partOf').map(({ object }) => object)
    : [row.subject]
  for (const group of groups) {
    const actor = who.find(group)
    if (actor === null) continue
    drafts.add(row.object, 'reads', actor.id, { row, link: actor.strengths.get(group) ?? 1 })
  }
}

/** Permissions on groups say nothing of a topic. */
function addPermission(drafts: Drafts, row: Evidence): void {
  if (!row.object.startsWith('topic:')) return
  const piece = { row, link: 1 }
  if (row.relation === 'mayWrite') drafts.add(row.subject, 'mayWrite', row.object, piece)
  else drafts.add(row.object, 'mayRead', row.subject, piece)
}

export function standingsOf({ parts }: Pick<Actor, 'parts'>, groups: GraphInput['groups']): GroupStanding[] {
  return parts.flatMap((part) => {
    const standing = part.startsWith('group:') ? groups?.get(part.slice('group:'.length)) : undefined
    return standing ?? []
  })
}

function readingOf(standings: readonly GroupStanding[], topic: EntityId): Reading | null {
  return standings
    .flatMap(({ members, topics }) =>
      topics
        .filter((one) => entityId('topic', one.topic) === topic)
        .map(({ lag, time, lagState, commitRate }): Reading => {
          return { lag, lagMs: time.ms, state: lagState, alive: (members ?? 0) > 0 || (commitRate ?? 0) > 0 }
        }),
    )
    .reduce<Reading | null>(joinReadings, null)
}
