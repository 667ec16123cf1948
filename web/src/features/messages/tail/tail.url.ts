import type { LinkReader } from '@sluice/shared/link-reader'

/** Whether messages are followed as they arrive: `live=1`. */
export function readLive(link: LinkReader): boolean {
  return link.read('live', false, (text) => (text === '1' || text === '0' ? text === '1' : null))
}

export function writeLive(live: boolean): string | undefined {
  return live ? '1' : undefined
}
