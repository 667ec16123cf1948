import { z } from 'zod'

/** Begins a written-out id, and each byte in it. */
const SIGN = '~'
/** Kafka's longest id, every byte of it written out. */
const SEGMENT_MAX = 98_302

/**
 * A group id as one segment of a path. An id may be any text: empty, "..", with slashes or line breaks. Such a one would be
 * lost or refused on its way, so it is written out as `~` and the id with `~2F` for what a path cannot hold; every
 * ordinary id stays itself.
 */
export function groupSegment(group: string): string {
  if (isOrdinary(group)) return group
  const encoded = encodeURIComponent(group.toWellFormed())
  return SIGN + encoded.replaceAll('~', '%7E').replaceAll('.', '%2E').replaceAll('%', SIGN)
}

/** The group id of a segment, or null where it is none. */
export function readGroupSegment(segment: string): string | null {
  if (!segment.startsWith(SIGN)) return segment
  try {
    const group = decodeURIComponent(segment.slice(1).replaceAll('%', '%25').replaceAll(SIGN, '%'))
    return groupSegment(group) === segment ? group : null
  } catch {
    return null
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a path may not have
const UNSAFE = /[/\\\u0000-\u001f\u007f]/

function isOrdinary(group: string): boolean {
  if (group === '' || group === '.' || group === '..' || group.startsWith(SIGN)) return false
  return !UNSAFE.test(group) && group.isWellFormed()
}

/** A group id in a path, see {@link groupSegment}. */
export const GroupPathId = z
  .string()
  .min(1)
  .max(SEGMENT_MAX)
  .transform((segment, context): string => {
    const group = readGroupSegment(segment)
    if (group !== null) return group
    context.addIssue({ code: 'custom', message: 'is no group id: "~" begins one that is written out' })
    return z.NEVER
  })
  .meta({
    type: 'string',
    description:
      'Consumer group id; one that a path cannot hold (empty, "..", with a slash or a control character, or beginning with "~") as "~" and the id with ~2F for "/" and so on',
    example: 'library.member',
  })
