import type { Frame, ScanNote } from '@sluice/shared/messages'
import { describe, expect, it } from 'vitest'
import { emptyReason } from './empty-reason.ts'
import { openFrame, scanRange } from './scan-frames.fixture.ts'

function open(...logs: [start: string, end: string][]): Frame<'open'> {
  const ranges = logs.map(([logStart, logEnd], partition) =>
    scanRange({ partition, start: logEnd, end: logEnd, logStart, logEnd, lastStable: logEnd }),
  )
  return openFrame({ ranges })
}

const note = (code: ScanNote['code']): ScanNote => ({
  code,
  message: '',
  topic: 'orders',
  partition: 0,
  from: null,
  to: null,
  count: null,
})
const missing = [{ topic: 'orders', partition: 0, code: 'LEADER_UNAVAILABLE' as const, message: 'm' }]

describe('emptyReason', () => {
  it('tells an empty log from one that was emptied', () => {
    expect(emptyReason({ open: open(['0', '0']), notes: [], missing: [] })).toEqual({
      kind: 'topic-empty',
      removed: 0n,
    })
    expect(
      emptyReason({ open: open(['5', '5'], ['7', '7']), notes: [note('offset-beyond-end')], missing: [] }),
    ).toEqual({
      kind: 'topic-empty',
      removed: 12n,
    })
  })

  it('never calls a log empty of which a partition could not be seen', () => {
    expect(emptyReason({ open: open(), notes: [], missing })).toEqual({ kind: 'missing' })
    expect(emptyReason({ open: open(['0', '0']), notes: [], missing })).toEqual({ kind: 'none' })
  })

  it('names what was asked for and is not there', () => {
    const log = open(['0', '9'])
    expect(emptyReason({ open: log, notes: [note('offset-beyond-end')], missing: [] }).kind).toBe(
      'beyond-end',
    )
    expect(emptyReason({ open: log, notes: [note('no-later-timestamp')], missing: [] }).kind).toBe('no-later')
    expect(emptyReason({ open: log, notes: [note('open-transaction')], missing: [] }).kind).toBe('held')
    expect(emptyReason({ open: log, notes: [note('gap')], missing: [] }).kind).toBe('none')
  })
})
