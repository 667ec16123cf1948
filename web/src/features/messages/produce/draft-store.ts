import { type Draft, EMPTY_DRAFT, isEmpty } from './compose.ts'

/** Characters of a draft that the browser is asked to keep over a reload. */
const KEPT_CHARS = 1_500_000

interface Slot {
  draft: Draft
  /** What stood in the form before a message to send again took its place. */
  before: Draft | null
}

const slots = new Map<string, Slot>()

const nameOf = (cluster: string, topic: string): string => `sluice.produce.${cluster}/${topic}`

/** The draft of a topic: it outlives the form, and a reload where it is not too large. */
export function readDraft(cluster: string, topic: string): Slot {
  const name = nameOf(cluster, topic)
  return slots.get(name) ?? fromSession(name) ?? { draft: EMPTY_DRAFT, before: null }
}

/** Whether it would outlive a reload as well. */
export function keepDraft(cluster: string, topic: string, draft: Draft): boolean {
  return keep(nameOf(cluster, topic), { ...readDraft(cluster, topic), draft })
}

/** Puts a message to send again into the form. What was being written there is kept beside it. */
export function replaceDraft(cluster: string, topic: string, draft: Draft): void {
  const { draft: current, before } = readDraft(cluster, topic)
  const own = current.origin === null && !isEmpty(current)
  keep(nameOf(cluster, topic), { draft, before: own ? current : before })
}

/** Takes back what stood in the form before. */
export function restoreDraft(cluster: string, topic: string): Draft {
  const { before } = readDraft(cluster, topic)
  const draft = before ?? EMPTY_DRAFT
  keep(nameOf(cluster, topic), { draft, before: null })
  return draft
}

function keep(name: string, slot: Slot): boolean {
  slots.set(name, slot)
  try {
    if (isEmpty(slot.draft) && slot.before === null) {
      sessionStorage.removeItem(name)
      return true
    }
    const text = JSON.stringify(slot)
    if (text.length > KEPT_CHARS) {
      sessionStorage.removeItem(name)
      return false
    }
    sessionStorage.setItem(name, text)
    return true
  } catch {
    // The browser keeps nothing, or no more: the draft lives as long as the page, and the form says so.
    return false
  }
}

/** Written by this page alone; one of an older version of it that has another shape is left. */
function fromSession(name: string): Slot | null {
  try {
    const slot: unknown = JSON.parse(sessionStorage.getItem(name) ?? 'null')
    return isSlot(slot) ? slot : null
  } catch {
    return null
  }
}

function isSlot(value: unknown): value is Slot {
  if (typeof value !== 'object' || value === null || !('draft' in value) || !('before' in value)) return false
  const { draft } = value
  if (typeof draft !== 'object' || draft === null || !('record' in draft) || !('origin' in draft))
    return false
  const { record } = draft
  return typeof record === 'object' && record !== null && 'headers' in record && 'time' in record
}
