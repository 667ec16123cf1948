import type { Message } from '@sluice/shared/messages'
import type { ScanInput, Scanner } from './run-scan.ts'

const MOST_PAGES = 400

/**
 * Reads to the end through a reader that goes away after `leaves[page]` cursors and comes back with the last one: rows
 * that came behind it do not count.
 */
export async function readImpatiently(
  scanner: Scanner,
  input: ScanInput,
  leaves: readonly number[],
): Promise<Message[]> {
  const all: Message[] = []
  let cursor: string | null | undefined
  for (let page = 0; cursor !== null; page += 1) {
    if (page > MOST_PAGES) throw new Error('The scan does not end')
    let [left, rows]: [number, Message[]] = [leaves[page] ?? Number.POSITIVE_INFINITY, []]
    const request: ScanInput = cursor === undefined ? input : { ...input, cursor }
    for await (const frame of scanner.frames(request)) {
      if (frame.t === 'rows') rows.push(...frame.rows)
      if (!('cursor' in frame) || frame.cursor === undefined) continue
      all.push(...rows)
      rows = []
      cursor = frame.cursor
      left -= frame.t === 'progress' ? 1 : 0
      if (left < 0) break
    }
  }
  return all
}
