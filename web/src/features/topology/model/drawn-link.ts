import { type GroupRule, readPattern } from './group-by.ts'

const DEPTH_MOST = 4
const OPEN_MOST = 200

/** A rule as the link writes it: `name:2`, `owner`, or a pattern between slashes; null where it is none. */
export function ruleText(raw: unknown): string | null {
  if (typeof raw !== 'string') return null
  return raw === 'owner' || /^name:[1-4]$/.test(raw) || patternOf(raw) !== null ? raw : null
}

/** The pattern that a rule of the link holds, as it was typed. */
export const patternOf = (rule: string): string | null => /^\/(.+)\/$/s.exec(rule)?.[1] ?? null

/** The rule of a link; a pattern that is none groups nothing, and the field where it was typed says why. */
export function readRule(text: string | undefined): GroupRule | null {
  if (text === undefined) return null
  if (text === 'owner') return { by: 'owner' }
  const typed = patternOf(text)
  if (typed !== null) {
    const read = readPattern(typed)
    return 'fault' in read ? null : { by: 'pattern', pattern: read.pattern }
  }
  const depth = Number(text.slice('name:'.length))
  return depth >= 1 && depth <= DEPTH_MOST ? { by: 'prefix', depth } : null
}

/** What is open, as a list: names may hold any sign. */
export const openText = (open: readonly string[]): string => JSON.stringify(open)

export function readOpen(raw: unknown): readonly string[] {
  const list = typeof raw === 'string' ? parsed(raw) : raw
  if (!Array.isArray(list)) return []
  return list.filter((id) => typeof id === 'string').slice(0, OPEN_MOST)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // Somebody else's text: nothing is open then.
  }
}
