import { describe, expect, it } from 'vitest'
import { AppError } from './app-error.ts'
import { ndjsonResponse } from './ndjson.ts'
import { StreamGate } from './stream-gate.ts'

type Frame = { n?: number; error?: string }

async function* count(to: number, seen: number[] = []): AsyncGenerator<Frame, void, void> {
  for (let n = 0; n < to; n += 1) {
    seen.push(n)
    yield { n }
  }
}

function answer(frames: (signal: AbortSignal) => AsyncGenerator<Frame, void, void>, gate = new StreamGate()) {
  const client = new AbortController()
  const failure = (error: unknown): Frame => ({ error: error instanceof Error ? error.message : 'thrown' })
  const response = ndjsonResponse<Frame>({ gate, client: client.signal, frames, failure })
  return { response, client, gate }
}

describe('an NDJSON answer', () => {
  it('is one frame a line, uncached and unbuffered', async () => {
    const { response, gate } = answer(() => count(3))
    const got = await response
    expect(Object.fromEntries(got.headers)).toMatchObject({
      'content-type': 'application/x-ndjson; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    })
    expect(await got.text()).toBe('{"n":0}\n{"n":1}\n{"n":2}\n')
    expect(gate.open).toBe(0)
  })

  it('is empty where there are no frames', async () => {
    expect(await (await answer(() => count(0)).response).text()).toBe('')
  })

  it('makes a frame only when the client has taken those before', async () => {
    const seen: number[] = []
    const got = await answer(() => count(1_000, seen)).response
    const reader = got.body?.getReader()
    await reader?.read()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(seen.length).toBeLessThan(4)
    await reader?.cancel()
  })

  it('that fails before its first frame is no stream: the failure has its status', async () => {
    const { response, gate } = answer(async function* () {
      yield* []
      throw new AppError('TOPIC_NOT_FOUND', 'none')
    })
    await expect(response).rejects.toMatchObject({ code: 'TOPIC_NOT_FOUND' })
    expect(gate.open).toBe(0)
  })

  it('that fails later ends with the failure as its last frame', async () => {
    const { response, gate } = answer(async function* () {
      yield { n: 0 }
      throw new Error('broken')
    })
    expect(await (await response).text()).toBe('{"n":0}\n{"error":"broken"}\n')
    expect(gate.open).toBe(0)
  })

  it('ends its frames when the client cancels, and gives its place back', async () => {
    let ended = false
    let signal: AbortSignal | undefined
    const { response, gate } = answer(async function* (given) {
      signal = given
      try {
        for (;;) yield { n: 1 }
      } finally {
        ended = true
      }
    })
    await (await response).body?.cancel()
    expect({ ended, aborted: signal?.aborted, open: gate.open }).toEqual({
      ended: true,
      aborted: true,
      open: 0,
    })
  })

  it('does not count it as a failure that a client left while a frame was being made', async () => {
    const failures: unknown[] = []
    for (const how of ['yields', 'throws']) {
      const client = new AbortController()
      const made = Promise.withResolvers<void>()
      const response = await ndjsonResponse<Frame>({
        gate: new StreamGate(),
        client: client.signal,
        frames: async function* () {
          yield { n: 0 }
          await made.promise
          if (how === 'throws') throw new Error('aborted')
          yield { n: 1 }
        },
        failure: (error) => {
          failures.push(error)
          return { error: how }
        },
      })
      const reader = response.body?.getReader()
      await reader?.read()
      const pending = reader?.read()
      const left = reader?.cancel()
      made.resolve()
      await Promise.all([pending, left])
    }
    expect(failures).toEqual([])
  })

  it('tells its frames when the client goes away, and when the process shuts down', async () => {
    const untilAborted = async function* (signal: AbortSignal): AsyncGenerator<Frame, void, void> {
      yield { n: 0 }
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve))
      yield { n: 1 }
    }
    const gone = answer(untilAborted)
    const first = (await gone.response).text()
    gone.client.abort()
    expect(await first).toBe('{"n":0}\n{"n":1}\n')
    const draining = answer(untilAborted)
    const second = (await draining.response).text()
    draining.gate.endAll()
    expect(await second).toBe('{"n":0}\n{"n":1}\n')
  })

  it('refuses what begins during shutdown as such', async () => {
    const { response, gate } = answer(async function* (signal) {
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      yield { n: 0 }
    })
    gate.endAll()
    await expect(response).rejects.toMatchObject({ code: 'SHUTTING_DOWN' })
  })
})

describe('the gate', () => {
  it('refuses the stream above its number, and lets one in when one has ended', async () => {
    const gate = new StreamGate(2)
    const open = await Promise.all([
      answer(() => count(9), gate).response,
      answer(() => count(9), gate).response,
    ])
    await expect(answer(() => count(9), gate).response).rejects.toMatchObject({ code: 'TOO_MANY_STREAMS' })
    await open[0]?.body?.cancel()
    expect(gate.open).toBe(1)
    expect((await answer(() => count(9), gate).response).status).toBe(200)
  })
})
