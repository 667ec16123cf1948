/**
 * What of a JSON document is looked at: all of it, some members of an object, or something of each item of a list. What
 * is not named is skipped (though checked), not built.
 */
export interface Shape {
  whole: boolean
  members: Map<string, Shape>
  /** Null: items are looked at as a whole, if the list is at all. */
  items: Shape | null
}

export function emptyShape(): Shape {
  return { whole: false, members: new Map(), items: null }
}

export const WHOLE: Shape = { ...emptyShape(), whole: true }

/** The shape at the end of a path of members, which is then there, though nothing of it need be looked at yet. */
export function reach(shape: Shape, path: readonly string[]): Shape {
  let at = shape
  for (const name of path) {
    const member = at.members.get(name) ?? emptyShape()
    at.members.set(name, member)
    at = member
  }
  return at
}

/** Adds a path of members that is looked at; its end is looked at as a whole. */
export function widen(shape: Shape, path: readonly string[]): void {
  reach(shape, path).whole = true
}
