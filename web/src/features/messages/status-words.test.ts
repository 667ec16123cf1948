import { describe, expect, it } from 'vitest'
import { StreamCut } from '#api/stream-cut.ts'
import { createTranslate } from '#lib/i18n/dictionary.ts'
import { english } from '#lib/i18n/english.ts'
import { korean } from '#lib/i18n/korean.ts'
import { ScanCoverage } from './coverage/scan-coverage.ts'
import type { ScanSnapshot } from './message-store.ts'
import { sampleMessage } from './sample-message.fixture.ts'
import { openFrame, progressFrame, scanRange } from './scan-frames.fixture.ts'
import { formatDuration, sharePercent, statusWords } from './status-words.ts'

const t = createTranslate(english)
const range = scanRange({ end: '9', logEnd: '9', lastStable: '9' })
const ended: ScanSnapshot = {
  phase: 'ended',
  rows: [sampleMessage()],
  dropped: 0,
  stale: false,
  open: openFrame({ order: 'backward', ranges: [range, { ...range, partition: 1 }] }),
  progress: null,
  coverage: new ScanCoverage(),
  pace: null,
  filtered: false,
  bounded: false,
  totals: { records: 1812, bytes: 307_200, elapsedMs: 23, filterErrors: 0, undecodable: 0 },
  notes: [],
  missing: [],
  endReason: 'limit',
  next: null,
  error: null,
}

const plain = (snapshot: ScanSnapshot, translate = t) => {
  const { shown, state, figures } = statusWords(snapshot, translate)
  return [shown, state, ...figures].join(' · ').replaceAll('\u202f', ' ')
}

describe('statusWords', () => {
  it('counts topics where there are several', () => {
    const open = openFrame({ topics: ['orders', 'u'], ranges: [range, { ...range, topic: 'u' }] })
    expect(plain({ ...ended, open })).toContain(' · 2 topics · 2 partitions · ')
    expect(plain({ ...ended, open }, createTranslate(korean))).toContain(' · 토픽 2개 · partition 2개 · ')
    expect(plain(ended)).not.toContain('topic')
  })

  it('says how much is shown, what it took and why it stopped, in both languages', () => {
    expect(plain(ended)).toBe(
      '1 message · stopped at 100, as asked · 2 partitions · 1 812 records looked at · 300 KiB · 23 ms',
    )
    expect(plain(ended, createTranslate(korean))).toBe(
      '메시지 1건 · 요청한 100건까지 읽음 · partition 2개 · 레코드 1 812개 확인 · 300 KiB · 23 ms',
    )
  })

  it('never counts rows of the run before, nor partitions that are missing', () => {
    const missing = [{ topic: 'orders', partition: 1, code: 'LEADER_UNAVAILABLE' as const, message: 'm' }]
    expect(plain({ ...ended, stale: true, missing, endReason: 'partial' })).toMatch(
      /^0 messages · incomplete: partitions are missing · 1 partition /,
    )
  })

  it('counts nothing where reading failed before it began', () => {
    const failed: ScanSnapshot = { ...ended, phase: 'failed', open: null, rows: [], endReason: null }
    expect(statusWords(failed, t)).toEqual({
      shown: '',
      state: 'The messages could not be read',
      figures: [],
    })
  })

  it('calls a cut stream incomplete', () => {
    const cut: ScanSnapshot = { ...ended, phase: 'cut', endReason: null, error: new StreamCut('closed') }
    expect(statusWords(cut, t).state).toMatch(/broke before the end/)
  })

  it('shows the share that is read while it reads', () => {
    const progress = progressFrame({ offsetsDone: '1', offsetsTotal: '3' })
    expect(statusWords({ ...ended, phase: 'running', progress }, t).state).toBe('Reading … 33 %')
  })
})

describe('statusWords of a search', () => {
  const pace = {
    done: 1_200_000n,
    total: 8_400_000n,
    recordsPerSecond: 210_400,
    bytesPerSecond: 147e6,
    leftMs: 34_200,
  }
  const running: ScanSnapshot = { ...ended, filtered: true, phase: 'running', endReason: null, pace }

  it('says what is found, looked at, and left, while it runs, in both languages', () => {
    expect(plain(running)).toBe('1 found · 1.2 M of 8.4 M offsets looked at · 300 KiB · 210 k/s · ~34 s left')
    expect(plain(running, createTranslate(korean))).toBe(
      '1건 찾음 · offset 8.4 M개 중 1.2 M개 확인 · 300 KiB · 초당 210 k개 · 약 34 s 남음',
    )
  })

  it('says how far it came where the time limit stopped it', () => {
    expect(plain({ ...running, phase: 'ended', endReason: 'deadline' })).toMatch(
      /^1 found · stopped by the time limit: 1\.2 M of 8\.4 M offsets looked at · /,
    )
  })

  it('does not say that nothing is found while a search for the newest holds back what it found', () => {
    expect(plain({ ...running, rows: [] })).toMatch(/^Searching … · 1\.2 M of/)
    const forward = ended.open && { ...ended.open, order: 'forward' as const }
    expect(plain({ ...running, rows: [], open: forward })).toMatch(/^0 found · /)
    expect(plain({ ...running, rows: [], phase: 'ended', endReason: 'end' })).toMatch(
      /^0 found · everything looked at · /,
    )
  })

  it('counts finds that were let go to save memory', () => {
    expect(plain({ ...running, dropped: 41 })).toMatch(/^42 found · /)
  })

  it('never calls a search done that is not', () => {
    expect(sharePercent({ ...pace, done: 8_399_999n })).toBe(99)
    expect(sharePercent({ ...pace, done: 8_400_000n })).toBe(100)
    expect(sharePercent({ ...pace, done: 0n, total: 0n })).toBe(0)
  })
})

describe('formatDuration', () => {
  it('uses milliseconds below a second', () => {
    expect([formatDuration(0), formatDuration(999), formatDuration(1449)]).toEqual([
      '0\u202fms',
      '999\u202fms',
      '1.4\u202fs',
    ])
  })
})
