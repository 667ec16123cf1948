import type { Frame, Message, ScanFrame, ScanRequest } from '@sluice/shared/messages'
import { ApiError } from '#api/api-error.ts'
import { StreamCut } from '#api/stream-cut.ts'

export type OpenScan = (request: ScanRequest, signal: AbortSignal) => AsyncIterable<ScanFrame>

/** All that one page of a scan has told. */
export interface ScanPage {
  rows: Message[]
  open: Frame<'open'>
  end: Frame<'end'>
}

/**
 * Reads a small scan to the end of its page. What the list shows row by row stands in `MessageStore`; this is for
 * views that need all of a page before they can say anything. What is missing stands in `end`.
 */
export async function readScanPage(
  frames: AsyncIterable<ScanFrame>,
  onProgress?: (progress: Frame<'progress'>) => void,
): Promise<ScanPage> {
  const rows: Message[] = []
  let open: Frame<'open'> | null = null
  for await (const frame of frames) {
    if (frame.t === 'open') open = frame
    else if (frame.t === 'rows') rows.push(...frame.rows)
    else if (frame.t === 'progress') onProgress?.(frame)
    else if (frame.t === 'error') throw ApiError.fromBody(frame, 200)
    else if (frame.t === 'end' && open !== null) return { rows, open, end: frame }
  }
  throw new StreamCut('closed')
}

/**
 * Reads on by the cursor, as a deadline of the server is no answer, until the limit or the end of the range. Rejects
 * where a partition could not be read.
 */
export async function readScanToEnd(
  open: OpenScan,
  request: ScanRequest,
  signal: AbortSignal,
  onProgress?: (progress: Frame<'progress'>) => void,
): Promise<ScanPage> {
  const first = whole(await readScanPage(open(request, signal), onProgress))
  let page = first
  const rows = [...page.rows]
  while (page.end.cursor !== null && page.end.reason !== 'limit' && page.end.reason !== 'end') {
    const next = { ...request, cursor: page.end.cursor }
    page = whole(await readScanPage(open(next, signal), onProgress))
    rows.push(...page.rows)
  }
  return { rows, open: first.open, end: page.end }
}

function whole(page: ScanPage): ScanPage {
  const [missing] = page.end.missing
  if (missing !== undefined) throw new ApiError(missing.code, missing.message, { retryable: true })
  return page
}
