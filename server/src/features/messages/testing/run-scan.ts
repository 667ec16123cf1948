import { type Frame, type Message, ScanFrame, type ScanNote, ScanRequest } from '@sluice/shared/messages'
import type { z } from 'zod'
import { testFilters } from '#filters/testing/test-filters.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { BufferShares } from '../buffer-shares.ts'
import { createCursorCodec } from '../cursor.ts'
import { SCAN_LIMITS, type ScanLimits } from '../scan-limits.ts'
import { type ScanDeps, scanMessages } from '../scan-messages.ts'
import { inlineSifter } from './inline-sifter.ts'

export type ScanInput = z.input<typeof ScanRequest>

/** Everything one page of a scan said. */
interface Page {
  frames: ScanFrame[]
  open: Frame<'open'>
  rows: Message[]
  notes: ScanNote[]
  end: Frame<'end'>
}

export interface Scanner {
  frames(input: ScanInput, signal?: AbortSignal): AsyncGenerator<ScanFrame, void, void>
  page(input: ScanInput): Promise<Page>
  /** Follows the cursor until nothing is left; fails after `most` pages. */
  pages(input: ScanInput, most?: number): Promise<Page[]>
}

/** One for all tests of a file: each would start threads of its own. */
const filters = testFilters()

/** Runs scans as the route does: the request through its schema, each frame checked against the contract. */
export function createScanner(
  gateway: KafkaGateway,
  limits: Partial<ScanLimits> = {},
  more: Partial<Pick<ScanDeps, 'openCheck' | 'buffers' | 'sifter'>> = {},
): Scanner {
  const cursors = createCursorCodec(Buffer.from('a secret of the tests'))
  const deps = {
    gateway,
    cursors,
    filters,
    limits: { ...SCAN_LIMITS, ...limits },
    buffers: new BufferShares(),
    sifter: inlineSifter(),
    now: Date.now,
    ...more,
  }
  const frames: Scanner['frames'] = (input, signal = new AbortController().signal) =>
    scanMessages(deps, { cluster: 'test', requestId: 'r1', request: ScanRequest.parse(input) }, signal)
  const page: Scanner['page'] = async (input) => {
    const all: ScanFrame[] = []
    for await (const frame of frames(input)) all.push(ScanFrame.parse(frame))
    return readPage(all)
  }
  const pages: Scanner['pages'] = async (input, most = 500) => {
    const all = [await page(input)]
    for (let last = all[0]; last?.end.cursor != null; last = all.at(-1)) {
      if (all.length >= most) throw new Error(`The scan did not end within ${most} pages`)
      all.push(await page({ ...input, cursor: last.end.cursor }))
    }
    return all
  }
  return { frames, page, pages }
}

function readPage(frames: ScanFrame[]): Page {
  const [open, end] = [frames[0], frames.at(-1)]
  if (open?.t !== 'open' || end?.t !== 'end') throw new Error('The stream does not run from open to end')
  const rows = frames.flatMap((frame) => (frame.t === 'rows' ? frame.rows : []))
  const notes = frames.filter((frame) => frame.t === 'note')
  return { frames, open, rows, notes, end }
}

/** "partition:offset" of each row, in order. */
export function places(rows: readonly Message[]): string[] {
  return rows.map(({ partition, offset }) => `${partition}:${offset}`)
}
