/**
 * What of a JSON document is looked at: all of it, or some members of an object. What is not named is skipped (though
 * checked), not built.
 */
export interface Shape {
  whole: boolean
  members: Map<string, Shape>
}

export function emptyShape(): Shape {
  return { whole: false, members: new Map() }
}

export const WHOLE: Shape = { whole: true, members: new Map() }

/** Adds a path of members that is looked at; its end is looked at as a whole. */
export function widen(shape: Shape, path: readonly string[]): void {
  let at = shape
  for (const name of path) {
    const member = at.members.get(name) ?? emptyShape()
    at.members.set(name, member)
    at = member
  }
  at.whole = true
}
