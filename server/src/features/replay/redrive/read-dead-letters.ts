import type { Frame, ScanNote } from '@sluice/shared/messages'
import { endPosition, readEnd } from '@sluice/shared/messages-end'
import { readStart, startPosition } from '@sluice/shared/messages-start'
import type { DeadLetters, DeadLettersQuery } from '@sluice/shared/replay-dead-letters'
import { SCAN_LIMITS } from '#features/messages/scan-limits.ts'
import { type ScanDeps, scanMessages } from '#features/messages/scan-messages.ts'
import { AppError } from '#http/app-error.ts'
import { FailureGroups } from './group-failures.ts'

/** Of each payload: enough to tell records apart. The whole of one is read when it is edited. */
const PREVIEW = 1024
const NOTES_MAX = 100

export interface DeadLetterCall {
  cluster: string
  requestId: string
  query: DeadLettersQuery
}

/** Reads a dead-letter topic, at most so many records, and says which failed alike and why. */
export async function readDeadLetters(
  deps: Omit<ScanDeps, 'limits'>,
  { cluster, requestId, query }: DeadLetterCall,
  signal: AbortSignal,
): Promise<DeadLetters> {
  const { topic, limit } = query
  const { from, to } = positions(query, deps.now())
  const request = { topic, from, limit, isolation: 'read_committed' as const, ...(to && { to }) }
  const limits = { ...SCAN_LIMITS, previewBytes: PREVIEW }
  const groups = new FailureGroups()
  const notes: ScanNote[] = []
  let open: Frame<'open'> | null = null
  let end: Frame<'end'> | null = null
  for await (const frame of scanMessages({ ...deps, limits }, { cluster, requestId, request }, signal)) {
    if (frame.t === 'open') open = frame
    else if (frame.t === 'end') end = frame
    else if (frame.t === 'rows') for (const row of frame.rows) groups.add(row)
    else if (frame.t === 'note' && notes.length < NOTES_MAX) {
      const { t: _, ...note } = frame
      notes.push(note)
    }
  }
  if (open === null || end === null) throw new AppError('INTERNAL', 'The scan ended without saying how.')
  const ranges = open.ranges.map(({ partition, start, end: to }) => ({ partition, from: start, to }))
  const offsets = ranges.reduce((sum, range) => sum + BigInt(range.to) - BigInt(range.from), 0n)
  return {
    topic,
    limit,
    looked: groups.looked,
    whole: end.cursor === null && end.missing.length === 0,
    ranges,
    offsets: `${offsets}`,
    groups: groups.all(),
    missing: end.missing,
    notes,
  }
}

function positions({ from, to, limit }: DeadLettersQuery, nowMs: number) {
  const start = from === undefined ? { start: { kind: 'newest' as const } } : readStart(from)
  const end = to === undefined ? { end: null } : readEnd(to)
  if (start === null) throw notAPlace('from', from)
  if (end === null) throw notAPlace('to', to)
  return { from: startPosition(start.start, limit, nowMs), to: endPosition(end.end, nowMs) }
}

function notAPlace(name: string, text = ''): AppError {
  const message = `${name} cannot be "${text}"; it is a place as in links: oldest, offset:12, time:now-2h, bookmark:…, group:….`
  return new AppError('BAD_REQUEST', message)
}
