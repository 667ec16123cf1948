import type { EntityId, Evidence } from '@sluice/shared/topology-evidence'
import type { GroupStanding, TopicStanding } from '#features/groups/lag-board.ts'
import type { Actor } from '../identity/actors.ts'
import { type EvidenceIndex, indexEvidence } from '../identity/evidence-index.ts'
import { type WhoIsWho, whoIsWho } from '../identity/who-is-who.ts'
import { addCauses } from './causes.ts'
import type { Piece } from './certainty.ts'
import { corroborate } from './corroborate.ts'
import { addRates, type Draft, Drafts, joinReadings, NO_RATE, type Reading } from './draft.ts'
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
    const standings = topicStandings(actor, draft.from, input.groups)
    draft.reader = standings.map(toReading).reduce<Reading | null>(joinReadings, null)
    draft.rate = standings.map(({ topic }) => readRate(topic)).reduce(addRates, NO_RATE)
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

const GROUP = 'group:'

export function standingsOf({ parts }: Pick<Actor, 'parts'>, groups: GraphInput['groups']): GroupStanding[] {
  return parts.flatMap((part) =>
    part.startsWith(GROUP) ? (groups?.get(part.slice(GROUP.length)) ?? []) : [],
  )
}

interface Standing {
  group: GroupStanding
  topic: TopicStanding
}

function topicStandings({ parts }: Actor, id: EntityId, groups: GraphInput['groups']): Standing[] {
  const name = id.slice('topic:'.length)
  return parts.flatMap((part) => {
    if (!part.startsWith(GROUP)) return []
    const group = groups?.get(part.slice(GROUP.length)) ?? null
    const topic = groups?.topic(part.slice(GROUP.length), name) ?? null
    return group === null || topic === null ? [] : [{ group, topic }]
  })
}

function toReading({ group, topic: { lag, time, lagState, commitRate } }: Standing): Reading {
  return {
    ...{ lag, lagMs: time.ms, state: lagState },
    alive: (group.members ?? 0) > 0 || (commitRate ?? 0) > 0,
  }
}
