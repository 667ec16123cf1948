import type { ReplaySummary } from '@sluice/shared/replay-job'
import { describe, expect, it } from 'vitest'
import { createTranslate } from '#lib/i18n/dictionary.ts'
import { english } from '#lib/i18n/english.ts'
import { korean } from '#lib/i18n/korean.ts'
import { jobSentences, percentText, permilleDone, stateLook } from './job-words.ts'
import { summary } from './replay-job.fixture.ts'

const t = createTranslate(english)
const says = (part: Partial<ReplaySummary>, guarantee?: string) =>
  jobSentences({ ...summary(part), ...(guarantee && { guarantee }) }, { t, language: 'en' })

describe('how a job says it stands', () => {
  it.each<[Partial<ReplaySummary>, string, string]>([
    [{ state: 'running' }, 'ok', 'Running'],
    [{ state: 'running', hold: { kind: 'throttled', ms: 40 } }, 'ok', 'Running'],
    [
      { state: 'running', hold: { kind: 'backpressure', group: 'g', lag: '7', maxLag: 5 } },
      'attention',
      'Waiting',
    ],
    [{ state: 'paused', hold: { kind: 'person' } }, 'attention', 'Paused'],
    [
      { state: 'paused', hold: { kind: 'fault', fault: { code: 'BROKER_TIMEOUT', message: 'm' } } },
      'trouble',
      'Paused',
    ],
    [{ state: 'interrupted' }, 'trouble', 'Interrupted'],
    [{ state: 'completed-with-gaps' }, 'attention', 'Done, with gaps'],
  ])('%j is %s: %s', (part, tone, word) => {
    expect(stateLook(summary(part), t)).toEqual({ tone, word })
  })

  it('says what resuming would write twice, by its guarantee', () => {
    expect(says({ state: 'interrupted' }, 'at-least-once')[1]).toContain('may be written twice')
    expect(says({ state: 'interrupted' }, 'no-duplicates')[1]).toContain('first looks in the target')
    expect(says({ state: 'interrupted' }, 'exactly-once')[1]).toContain('last transaction')
    expect(says({ state: 'interrupted', mode: 'dry-run' }, 'at-least-once')[1]).toBe(
      'Nothing is written: this is a dry run.',
    )
  })

  it('never says that a dry run has written', () => {
    expect(says({ state: 'completed', mode: 'dry-run', written: '12' })).toEqual([
      '12 records would have been written.',
    ])
    expect(says({ state: 'aborted', mode: 'dry-run', written: '12' }).join()).not.toContain('wrote')
  })

  it('does not take an unknown lag for none', () => {
    const hold = { kind: 'backpressure', group: 'g', lag: null, maxLag: 5 } as const
    expect(says({ state: 'running', hold })[0]).toContain('not known')
  })

  it('tells the fault that ended it, in either language', () => {
    const fault = { code: 'INTERNAL', message: 'Too many failures.' } as const
    const ko = jobSentences(summary({ state: 'failed', fault }), {
      t: createTranslate(korean),
      language: 'ko',
    })
    expect(ko[0]).toBe('스스로 멈추었습니다: Too many failures.')
    expect(says({ state: 'failed', fault })[0]).toBe('It ended itself: Too many failures.')
  })
})

describe('progress', () => {
  it('is cut, so that only what is done reads as all', () => {
    const nearly = permilleDone({ offsetsDone: '9007199254740992', offsetsTotal: '9007199254740993' })
    expect(nearly).toBe(999)
    expect(percentText(999)).toBe('99.9\u202f%')
    expect(percentText(1000)).toBe('100\u202f%')
  })

  it('is none where there is nothing to do', () => {
    expect(permilleDone({ offsetsDone: '0', offsetsTotal: '0' })).toBeNull()
  })
})
