import { DEFAULT_FIND, type Find } from '@sluice/shared/messages-find'
import { type MessagesQuery, queryKey } from '@sluice/shared/messages-link'
import { useState } from 'react'
import { type Draft, type DraftFault, draftOf, readDraft } from './draft.ts'

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
  apply: () => void
}

/** The toolbar's fields between what the link says and what is typed. */
export function useToolbar({ query, zone, onQuery, onRun }: ToolbarOptions): Toolbar {
  const key = `${queryKey({ ...query, find: null })} ${zone}`
  const [held, setHeld] = useState({ key, draft: draftOf(query, zone), tried: false })
  // A link that changed, by the browser's back button for instance, takes the fields with it.
  const { draft, tried } = held.key === key ? held : { draft: draftOf(query, zone), tried: false }

  const findKey = JSON.stringify(query.find)
  const [heldFind, setHeldFind] = useState({ key: findKey, find: query.find ?? DEFAULT_FIND })
  // Where and how to look outlives the text: the next one is mostly looked for in the same way.
  const find = heldFind.key === findKey ? heldFind.find : (query.find ?? { ...heldFind.find, text: '' })

  const apply = (nextDraft: Draft, nextFind: Find) => {
    const reading = readDraft(nextDraft, zone, Date.now())
    if (!reading.ok) return setHeld({ key, draft: nextDraft, tried: true })
    const part = { start: reading.start, end: reading.end, find: nextFind.text === '' ? null : nextFind }
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
    setHeldFind({ key: findKey, find: next })
    if (next.text !== '' || query.find !== null) apply(draft, next)
  }
  const reading = readDraft(draft, zone, Date.now())
  const { start, end } = reading.ok ? reading : query
  const drafted = { start, end, find: find.text === '' ? null : find }
  return {
    draft,
    fault: tried && !reading.ok ? reading.fault : null,
    find,
    pending: !reading.ok || queryKey({ ...query, ...drafted }) !== queryKey(query),
    edit,
    choose,
    type: (text) => setHeldFind({ key: findKey, find: { ...find, text } }),
    chooseFind,
    apply: () => apply(draft, find),
  }
}

/** A place that needs nothing typed, and a time picked from a list. */
function countsAtOnce(draft: Draft, { kind, time, end }: Partial<Draft>): boolean {
  if (end !== undefined) return end.kind === 'log-end'
  return time !== undefined || (kind !== undefined && (draft.kind === 'newest' || draft.kind === 'oldest'))
}
