import type { MessagesUrl } from '../messages.url.ts'

const RANGE = ['start', 'end', 'limit', 'order'] as const

/** A range is read and not followed: whoever chooses another one wants to read it. */
export function leavesLive(url: MessagesUrl, part: Partial<MessagesUrl>): boolean {
  return RANGE.some((name) => name in part && JSON.stringify(part[name]) !== JSON.stringify(url[name]))
}
