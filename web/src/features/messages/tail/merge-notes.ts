import type { TailNote } from '@sluice/shared/messages-tail'

const NOTES_MAX = 500

/** The same thing again in the same partition is one note: a tail runs for hours. */
export function mergeNote(notes: readonly TailNote[], note: TailNote): TailNote[] {
  const at = notes.findIndex(
    ({ code, topic, partition }) =>
      code === note.code && topic === note.topic && partition === note.partition,
  )
  const known = notes[at]
  if (known === undefined || note.code === 'filter-error') return [...notes, note].slice(-NOTES_MAX)
  const count = known.count === null || note.count === null ? null : known.count + note.count
  return notes.with(at, { ...note, from: known.from ?? note.from, to: note.to ?? known.to, count })
}
