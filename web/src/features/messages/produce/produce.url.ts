import type { LinkReader } from '@sluice/shared/link-reader'

/** Whether the form to produce a message is open: `produce=1`. What stands in it is not in the link. */
export function readProduce(link: LinkReader): boolean {
  return link.read('produce', false, (text) => (text === '1' || text === '0' ? text === '1' : null))
}

export function writeProduce(open: boolean): string | undefined {
  return open ? '1' : undefined
}
