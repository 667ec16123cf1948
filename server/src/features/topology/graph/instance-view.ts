import type { EntityId } from '@sluice/shared/topology-evidence'
import type { Actor } from '../identity/actors.ts'
import type { Piece } from './certainty.ts'
import { type Draft, Drafts } from './draft.ts'
import type { Model } from './model.ts'
import type { View } from './view.ts'

/** Members are told of each minute for as long as they are there. */
const MEMBER_GONE_MS = 3 * 60_000

/** Several sessions are one writer because they do the same, which is no proof. */
const SAME_WORK_LINK = 0.8

/** Sessions and members do what is known of them; their services and groups what is known of those alone. */
export function instanceView(model: Model, view: View): View {
  const { index, who, causes, input } = model
  const gone = (member: EntityId): boolean =>
    index.by(member, 'partOf').every(({ lastSeen }) => lastSeen < input.at - MEMBER_GONE_MS)
  const parts = new Map<EntityId, Actor>()
  const drafts = new Drafts()
  const actors = new Map(view.actors.map((actor) => [actor.id, actor]))
  for (const draft of view.drafts) {
    const writes = draft.relation === 'writes'
    const actor = actors.get(writes ? draft.from : draft.to)
    const isOwn = ({ row: { subject } }: Piece): boolean =>
      writes ? subject.startsWith('session:') : subject.startsWith('member:') && !gone(subject)
    const own = actor === undefined ? [] : draft.pieces.filter(isOwn)
    if (actor === undefined || own.length === 0) {
      addAll(drafts, draft, draft.pieces)
      continue
    }
    for (const { row } of own) parts.set(row.subject, actor)
    addParts(drafts, draft, own)
  }
  // A member that has nothing assigned is there all the same.
  for (const { subject, object } of index.of('partOf')) {
    const actor = subject.startsWith('member:') && !gone(subject) ? who.find(object) : null
    if (actor !== null) parts.set(subject, actor)
  }
  for (const [part, actor] of parts)
    for (const piece of wholeOf(part, actor, model)) drafts.add(part, 'partOf', actor.id, piece)
  return { ...view, drafts: [...drafts.all(), ...causes], parts }
}

/** What ties a part to its whole: a word of Kafka or of people, and to a writer that is nobody's what it writes. */
function wholeOf(part: EntityId, actor: Actor, { index, who }: Model): Piece[] {
  const told = index.by(part, 'partOf').filter(({ object }) => who.find(object) === actor)
  if (told.length > 0 || actor.kind !== 'writer') return told.map((row) => ({ row, link: 1 }))
  const link = actor.parts.length > 1 ? SAME_WORK_LINK : 1
  return index.by(part, 'writes').map((row) => ({ row, link }))
}

function addAll(drafts: Drafts, { from, relation, to, rate, reader }: Draft, pieces: readonly Piece[]): void {
  for (const piece of pieces) Object.assign(drafts.add(from, relation, to, piece), { rate, reader })
}

/** What only the whole is known by goes to its one part; of several nobody knows to which. */
function addParts(drafts: Drafts, draft: Draft, own: readonly Piece[]): void {
  const { from, relation, to, rate, reader, pieces } = draft
  const writes = relation === 'writes'
  const [first] = own
  const alone = own.every(({ row }) => row.subject === first?.row.subject)
  const mine = new Set(own)
  const others = pieces.filter((piece) => !mine.has(piece))
  for (const piece of own) {
    const part = piece.row.subject
    const ends = writes ? ([part, to] as const) : ([from, part] as const)
    const drawn = drafts.add(ends[0], relation, ends[1], { ...piece, link: 1 })
    if (reader !== null) drawn.reader = { ...reader, lag: null, lagMs: null }
    if (!alone) continue
    drawn.rate = rate
    for (const other of others.filter(({ row }) => !row.subject.startsWith('plain:')))
      drafts.add(ends[0], relation, ends[1], other)
  }
  for (const piece of others)
    if (piece.row.subject.startsWith('plain:')) drafts.add(from, relation, to, piece)
}
