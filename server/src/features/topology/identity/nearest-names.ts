import type { EntityId } from '@sluice/shared/topology-evidence'
import type { IdentityLink } from './joining.ts'
import { nearName, sameName, stemOf, withoutClientWords } from './stem.ts'

export interface Named {
  id: EntityId
  names: readonly string[]
}

/** How near two names are, nearest first. Only the first three join; the others are worth a suggestion. */
const RUNGS: readonly { weight: number; of: (name: string) => string }[] = [
  { weight: 0.95, of: sameName },
  { weight: 0.92, of: withoutClientWords },
  { weight: 0.85, of: nearName },
  { weight: 0.7, of: stemOf },
  { weight: 0.5, of: lastPart },
]
/** Where several are as near, none of them is it; some may be suggested. */
const SEVERAL = 0.4
const SUGGESTED_MAX = 3

/** Finds for each of `some` who of `others` bears its name, by the nearest way that finds any. */
export function nearestNames(
  some: readonly Named[],
  others: readonly Named[],
  convention: string,
): IdentityLink[] {
  const books = RUNGS.map(({ of }) => bookOf(others, of))
  return some.flatMap(({ id, names }) => {
    for (const [rung, { weight, of }] of RUNGS.entries()) {
      const found = [...new Set(names.flatMap((name) => books[rung]?.get(of(name)) ?? []))]
      if (found.length === 0) continue
      const distinct = new Set(found.map((one) => nearName(nameIn(one))))
      // The last part alone is too common to mean anything where it is not the only one.
      if (distinct.size > 1 && of === lastPart) return []
      const sure = distinct.size === 1 ? weight : Math.min(weight, SEVERAL)
      return found.slice(0, SUGGESTED_MAX).map((other) => {
        return { one: id, other, weight: sure, convention, source: 'headers' as const }
      })
    }
    return []
  })
}

function bookOf(others: readonly Named[], of: (name: string) => string): Map<string, EntityId[]> {
  const book = new Map<string, EntityId[]>()
  for (const { id, names } of others)
    for (const key of new Set(names.map(of))) {
      if (key === '') continue
      const known = book.get(key)
      if (known === undefined) book.set(key, [id])
      else known.push(id)
    }
  return book
}

/** What stands behind the kind, and behind the header of a claim. */
function nameIn(id: EntityId): string {
  const name = id.slice(id.indexOf(':') + 1)
  return id.startsWith('claim:') ? name.slice(name.indexOf('=') + 1) : name
}

/** Without the part of a business that it stands in. */
function lastPart(name: string): string {
  return nearName(name.split(/[.:/]/).at(-1) ?? name)
}
