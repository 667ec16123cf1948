import type { Find } from '@sluice/shared/messages-find'
import { type KeyFind, readKeyFind } from '@sluice/shared/messages-key-find'
import { type MessagesQuery, queryKey } from '@sluice/shared/messages-link'
import { useState } from 'react'
import { type Draft, type DraftFault, draftOf, readDraft } from './draft.ts'
import { type FilterDraft, useFilterDraft } from './filter/use-filter-draft.ts'
import { retype } from './key/retype.ts'
import { type KeyDraft, useKeyDraft } from './key/use-key-draft.ts'
import { useFindDraft } from './use-find-draft.ts'

interface ToolbarOptions {
  query: MessagesQuery
  zone: string
  onQuery: (part: Partial<MessagesQuery>) => void
  onRun: () => void
}

export interface Toolbar {
  draft: Draft
  /** Why the range cannot be used, once it was tried with the fields as they are. */
  fault: DraftFault | null
  /** The search as it stands in its box; without a text it looks for nothing. */
  find: Find
  /** The fields say something else than what was read. */
  pending: boolean
  edit: (part: Partial<Draft>) => void
  choose: (part: Partial<Draft>) => void
  type: (text: string) => void
  chooseFind: (part: Partial<Find>) => void
  key: KeyDraft & { type: (text: string) => void; choose: (part: Partial<KeyFind>) => void }
  /** The expression as it stands in its row; without it, what is read is read anew. */
  cel: FilterDraft & { drop: () => void }
  /** Moves what was typed and not used yet into the box of the other kind. */
  retype: (kind: 'text' | 'key') => void
  apply: () => void
}

/** The toolbar's fields between what the link says and what is typed. */
export function useToolbar({ query, zone, onQuery, onRun }: ToolbarOptions): Toolbar {
  const key = `${queryKey({ ...query, find: null, key: null, cel: null })} ${zone}`
  const [held, setHeld] = useState({ key, draft: draftOf(query, zone), tried: false })
  // A link that changed, by the browser's back button for instance, takes the fields with it.
  const { draft, tried } = held.key === key ? held : { draft: draftOf(query, zone), tried: false }

  const text = useFindDraft(query.find)
  const keyed = useKeyDraft(query.key)
  const cel = useFilterDraft(query.cel)
  const { find } = text

  const apply = (nextDraft: Draft, nextFind: Find, nextKey = keyed.typed, nextCel = cel.read) => {
    const reading = readDraft(nextDraft, zone, Date.now())
    if (!reading.ok) return setHeld({ key, draft: nextDraft, tried: true })
    const read = readKeyFind(nextKey)
    if (!read.ok) return keyed.hold(nextKey, true)
    const { start, end } = reading
    const part = { start, end, find: nextFind.text === '' ? null : nextFind, key: read.key, cel: nextCel }
    if (queryKey({ ...query, ...part }) === queryKey(query)) onRun()
    else onQuery(part)
  }
  const edit = (part: Partial<Draft>) => setHeld({ key, draft: { ...draft, ...part }, tried: false })
  const choose = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    edit(part)
    if (countsAtOnce(next, part)) apply(next, find)
  }
  const chooseFind = (part: Partial<Find>) => {
    const next = { ...find, ...part }
    text.hold(next)
    if (next.text !== '' || query.find !== null) apply(draft, next)
  }
  const chooseKey = (part: Partial<KeyFind>) => {
    const next = { ...keyed.typed, ...part }
    const read = readKeyFind(next)
    keyed.hold(next)
    if (read.ok && (read.key !== null || query.key !== null)) apply(draft, find, next)
  }
  const reading = readDraft(draft, zone, Date.now())
  const { start, end } = reading.ok ? reading : query
  const drafted = {
    start,
    end,
    find: find.text === '' ? null : find,
    cel: cel.read,
    ...(keyed.read.ok && { key: keyed.read.key }),
  }
  return {
    draft,
    fault: tried && !reading.ok ? reading.fault : null,
    find,
    pending: !reading.ok || !keyed.read.ok || queryKey({ ...query, ...drafted }) !== queryKey(query),
    edit,
    choose,
    type: (typed) => text.hold({ ...find, text: typed }),
    chooseFind,
    key: { ...keyed, type: (typed) => keyed.hold({ ...keyed.typed, text: typed }), choose: chooseKey },
    cel: {
      ...cel,
      drop: () => {
        cel.hold('')
        if (query.cel !== null) apply(draft, find, keyed.typed, null)
      },
    },
    retype: (kind) => retype(kind, query, { find: text, key: keyed }),
    apply: () => apply(draft, find),
  }
}

/** A place that needs nothing typed, and a time picked from a list. */
function countsAtOnce(draft: Draft, { kind, time, bookmark, end }: Partial<Draft>): boolean {
  if (end !== undefined) return end.kind === 'log-end' || (end.kind === 'bookmark' && end.bookmark !== '')
  if (bookmark !== undefined) return bookmark !== ''
  return time !== undefined || (kind !== undefined && (draft.kind === 'newest' || draft.kind === 'oldest'))
}
