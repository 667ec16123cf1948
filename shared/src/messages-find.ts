import type { ScanRequest } from './messages.ts'

export const FIND_PARTS = ['key', 'value', 'headers'] as const
export type FindPart = (typeof FIND_PARTS)[number]

export const FIND_MAX = 1000

/** What is looked for, and where and how. */
export interface Find {
  text: string
  /** In the order of {@link FIND_PARTS}, at least one. */
  in: readonly FindPart[]
  /** Capitals and small letters are told apart. */
  exactCase: boolean
  /** The bytes of the text as they stand in the log, JSON's escapes not resolved. */
  bytes: boolean
}

export const DEFAULT_FIND: Find = { text: '', in: FIND_PARTS, exactCase: false, bytes: false }

export const findsEverywhere = (find: Find): boolean => find.in.length === FIND_PARTS.length

/** Adds or takes a part; the last one stays, as a search that looks nowhere finds nothing. */
export function toggledParts(parts: readonly FindPart[], part: FindPart): FindPart[] {
  const next = FIND_PARTS.filter((other) => parts.includes(other) !== (other === part))
  return next.length === 0 ? [part] : next
}

/** What the server is asked for: the text, the expression in CEL, or both; undefined where there is neither. */
export function filterOf(find: Find | null, cel: string | null = null): ScanRequest['filter'] {
  if (find === null && cel === null) return undefined
  const { in: parts, exactCase, bytes } = find ?? DEFAULT_FIND
  return {
    ...(find && { text: find.text }),
    in: [...parts],
    caseSensitive: exactCase,
    bytes,
    ...(cel !== null && { cel }),
  }
}

/** Reads what a link says of a search; the rest of it counts only where there is a text. */
export function readFindText(text: string): string | null {
  return text.length <= FIND_MAX ? text : null
}

export function readFindParts(text: string): readonly FindPart[] | null {
  const given = text.split(',')
  const known = FIND_PARTS.filter((part) => given.includes(part))
  return known.length === given.length ? known : null
}

interface FindParams {
  q: string | undefined
  in: string | undefined
  case: string | undefined
  bytes: string | undefined
}

export function writeFind(find: Find | null): FindParams {
  return {
    q: find?.text,
    in: find === null || findsEverywhere(find) ? undefined : find.in.join(','),
    case: find?.exactCase ? 'exact' : undefined,
    bytes: find?.bytes ? '1' : undefined,
  }
}
