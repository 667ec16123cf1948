import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { until } from '../testing/until.ts'
import { SilentBrokers } from './silent-brokers.ts'

const BROKER = { host: '127.0.0.1', port: 9092 }
const OTHER = { host: '127.0.0.1', port: 9093 }
const PACE = { askMs: 10, probeMs: 20, pauseMs: 5 }
const never = () => new Promise<string>(() => {})

/** A broker whose answers to the question whether it lives wait until it does. */
function watched() {
  let wake = () => {}
  const state = { hangs: true, probes: 0 }
  const silent = new SilentBrokers(async () => {
    state.probes += 1
    if (state.hangs) await new Promise<void>((resolve) => (wake = resolve))
    return state.hangs ? 'late' : 'answered'
  }, PACE)
  const lives = () => {
    state.hangs = false
    wake()
  }
  return { silent, state, lives }
}

describe('brokers that hang', () => {
  it('fail all that waits for them once that is known, and what comes next without a wait', async () => {
    const { silent, lives } = watched()
    const waiting = [silent.hear(BROKER, never), silent.hear(BROKER, never)]
    for (const one of waiting)
      await expect(one).rejects.toMatchObject({
        code: 'BROKER_TIMEOUT',
        message: expect.stringMatching(
          /^127\.0\.0\.1:9092 takes connections and has answered nothing for \d+ s/,
        ),
      })
    expect(silent.isSilent(BROKER)).toBe(true)
    let asked = 0
    await expect(silent.hear(BROKER, async () => (asked += 1))).rejects.toMatchObject({
      code: 'BROKER_TIMEOUT',
    })
    expect(asked).toBe(0)
    expect(await silent.hear(OTHER, async () => 'other')).toBe('other')
    lives()
    await until(
      async () => silent.isSilent(BROKER),
      (is) => !is,
      1_000,
    )
    expect(await silent.hear(BROKER, async () => 'back')).toBe('back')
  })

  it('are told from slow ones, which are waited for', async () => {
    const { silent, state } = watched()
    state.hangs = false
    const slow = silent.hear(BROKER, async () => {
      await sleep(100)
      return 'slow'
    })
    expect(await slow).toBe('slow')
    expect(state.probes).toBeGreaterThan(0)
    await expect(silent.hear(BROKER, async () => await Promise.reject(new Error('own')))).rejects.toThrow(
      'own',
    )
  })

  it('are asked no more once the gateway is closed', async () => {
    const { silent, state, lives } = watched()
    await expect(silent.hear(BROKER, never)).rejects.toMatchObject({ code: 'BROKER_TIMEOUT' })
    silent.close()
    lives()
    await sleep(30)
    expect(state.probes).toBe(1)
  })
})
