import type { LinkReader } from '@sluice/shared/link-reader'
import type { MessagesUrl } from '../messages.url.ts'

/** Whether messages are followed as they arrive: `live=1`. */
export function readLive(link: LinkReader): boolean {
  return link.read('live', false, (text) => (text === '1' || text === '0' ? text === '1' : null))
}

export function writeLive(live: boolean): string | undefined {
  return live ? '1' : undefined
}

const RANGE = ['start', 'end', 'limit', 'order'] as const

/** A range is read and not followed: whoever chooses another one wants to read it. */
export function leavesLive(url: MessagesUrl, part: Partial<MessagesUrl>): boolean {
  return RANGE.some((name) => name in part && JSON.stringify(part[name]) !== JSON.stringify(url[name]))
}
