import { describe, expect, it } from 'vitest'
import type { Reading } from './reading.ts'
import { type AlertState, type AlertTurn, type StepRule, stepAlert } from './step-alert.ts'

const STEP_MS = 10_000
const RULE: StepRule = { forMs: 30_000, samples: 3, gapMs: 30_000 }
const READINGS: Record<string, Reading> = {
  B: { verdict: 'beyond', text: '100', weight: 100 },
  W: { verdict: 'beyond', text: '900', weight: 900 },
  b: { verdict: 'between', text: '90', weight: 90 },
  '.': { verdict: 'within', text: '10', weight: 10 },
  '?': { verdict: 'unknown', because: 'group' },
}
const SHOWN: Record<AlertTurn, string> = { fired: 'F', resolved: 'R', flapping: 'X' }

interface Played {
  /** One character a sample: what was told. */
  told: string
  /** What the alert was after each: - idle, p pending, F firing. */
  phases: string
  state: AlertState | null
}

/** One character a cycle of 10 s; `_` is a cycle that did not happen, a digit repeats what stands before it tenfold. */
function play(samples: string, rule = RULE, start: AlertState | null = null): Played {
  let state = start
  let at = 1_000_000
  const played: Played = { told: '', phases: '', state }
  for (const sample of samples) {
    at += STEP_MS
    const reading = READINGS[sample]
    if (reading === undefined) continue
    const step = stepAlert(rule, state, { at, asOf: at, reading })
    state = step.state
    played.told += step.turn === null ? '-' : SHOWN[step.turn]
    played.phases += state === null || state.phase === 'idle' ? '-' : state.phase === 'pending' ? 'p' : 'F'
  }
  return { ...played, state }
}

const times = (text: string, n: number): string => text.repeat(n)

describe('an alert', () => {
  it.each([
    ['fires once it has held for the time of its rule', 'BBBBBB', '---F--', 'pppFFF'],
    ['does not fire for a peak', 'BBB.BBB.', '--------', 'ppp-ppp-'],
    [
      'counts a figure between threshold and clearance as no longer beyond while it waits',
      'BBbBBB',
      '------',
      'pp-ppp',
    ],
    [
      'is not counted through a gap: the time before it stays, that of the gap does not count',
      'BB_____BBB',
      `${'-----'.slice(0, 4)}F`,
      'ppppF',
    ],
    [
      'neither fires nor starts over while nothing can be read',
      'BB????BBB',
      `${'-'.repeat(8)}F`,
      'ppppppppF',
    ],
  ])('%s', (_title, samples, told, phases) => {
    const played = play(samples)
    expect({ told: played.told, phases: played.phases }).toEqual({ told, phases })
  })

  const HELD = `BBBB${times('B', 30)}`

  it.each([
    ['ends when the figure stayed well below for twice the time', `${HELD}.......`, 'R'],
    ['stays while the figure only comes down to just below the threshold', `${HELD}${times('b', 60)}`, null],
    ['stays when the figure comes back before that time is over', `${HELD}${times('.....B', 5)}`, null],
    ['stays when nothing can be read', `${HELD}${times('?', 60)}`, null],
    ['does not count unreadable time as being over', `${HELD}...${times('?', 60)}..`, null],
    ['does not count a gap as being over', `${HELD}...${times('_', 60)}..`, null],
  ])('that fires %s', (_title, samples, turn) => {
    const { told, state } = play(samples)
    expect(told.replaceAll('-', '')).toBe(turn === null ? 'F' : `F${turn}`)
    expect(state?.phase ?? 'idle').toBe(turn === null ? 'firing' : 'idle')
  })

  it('stays for five minutes at least', () => {
    const { told } = play(`BBBB${times('.', 40)}`)
    expect(told.indexOf('R') - told.indexOf('F')).toBe(30)
  })

  it('needs three reads of the group, however long its cycles take', () => {
    let state: AlertState | null = null
    const turns: (string | null)[] = []
    for (let at = 0; at <= 90_000; at += STEP_MS) {
      const reading = READINGS.B as Reading
      const step = stepAlert({ ...RULE, forMs: 0 }, state, { at, asOf: at - (at % 30_000), reading })
      state = step.state
      turns.push(step.turn)
    }
    expect(turns.indexOf('fired')).toBe(6)
  })

  it('of a figure that cannot be an outlier fires at the first read', () => {
    expect(play('B', { ...RULE, forMs: 0, samples: 1 }).told).toBe('F')
  })

  it('that comes and goes is told as flapping once, and as it stands when it has settled', () => {
    const turn = `BBBB${times('.', 32)}`
    const { told, state } = play(times(turn, 6))
    expect(told.replaceAll('-', '')).toBe('FRFRX')
    expect(state?.flapping).toBe(true)
    const settled = play(times('.', 200), RULE, {
      ...(state as AlertState),
      turns: [1_000_000],
      lastAt: 1_000_000,
    })
    expect(settled.told.replaceAll('-', '')).toBe('R')
    expect(settled.state).toBeNull()
  })

  it('remembers its worst figure, and the last one', () => {
    const { state } = play('BBBWBBb')
    expect({ value: state?.value, worst: state?.worst }).toEqual({ value: '90', worst: '900' })
  })

  it('says since when it cannot be read, and no longer once it can', () => {
    const blind = play('BBBB??').state
    expect({ since: blind?.unknownSince, because: blind?.unknownBecause }).toEqual({
      since: 1_050_000,
      because: 'group',
    })
    expect(play('B', RULE, blind).state?.unknownSince).toBeNull()
  })

  it('leaves nothing behind when nothing is wrong', () => {
    expect(play('....?.').state).toBeNull()
  })
})
