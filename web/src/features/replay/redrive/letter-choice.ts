import type { RecordPlace } from '@sluice/shared/replay'
import type { DeadLetterGroup } from '@sluice/shared/replay-dead-letters'
import { readPlaces } from '../plan/draft-places.ts'

/** Of each group all records, or single ones by `partition:offset`; a group that is not named has none. */
export type LetterChoice = ReadonlyMap<string, 'all' | ReadonlySet<string>>

export const NOTHING_CHOSEN: LetterChoice = new Map()

export function letterId({ partition, offset }: { partition: number; offset: string }): string {
  return `${partition}:${offset}`
}

export function isChosen(choice: LetterChoice, group: string, letter: string | null): boolean | 'partly' {
  const of = choice.get(group)
  if (of === undefined || of === 'all') return of === 'all'
  if (letter !== null) return of.has(letter)
  return of.size === 0 ? false : 'partly'
}

/** A group that is chosen in part or not at all is chosen whole, and back. */
export function toggleGroup(choice: LetterChoice, group: string): LetterChoice {
  const next = new Map(choice)
  if (next.get(group) === 'all') next.delete(group)
  else next.set(group, 'all')
  return next
}

/** Of a group that is chosen whole, one taken out leaves all the others. */
export function toggleLetter(
  choice: LetterChoice,
  topic: string,
  group: DeadLetterGroup,
  letter: string,
): LetterChoice {
  const of = choice.get(group.id)
  const before = of === 'all' ? new Set(placesOf(topic, group).map(letterId)) : new Set(of)
  if (!before.delete(letter)) before.add(letter)
  const next = new Map(choice)
  if (before.size === 0) next.delete(group.id)
  else next.set(group.id, before.size === group.records ? 'all' : before)
  return next
}

/** The records that are chosen, in the order of their places. */
export function chosenRecords(
  choice: LetterChoice,
  topic: string,
  groups: readonly DeadLetterGroup[],
): RecordPlace[] {
  return groups.flatMap((group) => {
    const of = choice.get(group.id)
    if (of === undefined) return []
    return placesOf(topic, group).filter((place) => of === 'all' || of.has(letterId(place)))
  })
}

/** How many, without naming them. */
export function countChosen(choice: LetterChoice, groups: readonly DeadLetterGroup[]): number {
  return groups.reduce((sum, { id, records }) => {
    const of = choice.get(id)
    return sum + (of === undefined ? 0 : of === 'all' ? records : of.size)
  }, 0)
}

function placesOf(topic: string, { places }: DeadLetterGroup): RecordPlace[] {
  return (
    readPlaces(places.map(({ partition, offsets }) => `${topic}:${partition}:${offsets}`).join(';')) ?? []
  )
}
