import { afterEach, describe, expect, it, vi } from 'vitest'
import { Outage, persist } from './persist.ts'

function listen() {
  const said: string[] = []
  return { said, outage: new Outage((_, message) => said.push(message)) }
}

describe('persist', () => {
  it('tries until it succeeds', async () => {
    const { outage } = listen()
    let tries = 0
    const attempt = async (): Promise<string> => {
      tries += 1
      if (tries < 3) throw new Error('no broker')
      return 'done'
    }
    expect(await persist(attempt, { outage, signal: new AbortController().signal })).toBe('done')
    expect(tries).toBe(3)
  })

  it('ends at the signal while it waits for the next try', async () => {
    const { outage } = listen()
    const ending = new AbortController()
    const fails = persist(() => Promise.reject(new Error('no broker')), { outage, signal: ending.signal })
    ending.abort()
    await expect(fails).rejects.toThrow('abort')
  })
})

describe('Outage', () => {
  afterEach(() => void vi.useRealTimers())

  it('tells once of an outage and once of its end, however many notice it', () => {
    vi.useFakeTimers()
    const { said, outage } = listen()
    for (let second = 0; second < 10; second += 1) {
      outage.noticed(new Error('no broker'))
      vi.advanceTimersByTime(1_000)
    }
    outage.over()
    outage.over()
    expect(said).toEqual([
      'Kafka does not answer (no broker); trying again until it does',
      'Kafka answers again after 10.0 s',
    ])
  })

  it('says nothing of what passes within two seconds', () => {
    vi.useFakeTimers()
    const { said, outage } = listen()
    outage.noticed(new Error('not the leader'))
    vi.advanceTimersByTime(1_900)
    outage.noticed(new Error('not the leader'))
    outage.over()
    expect(said).toEqual([])
  })
})
