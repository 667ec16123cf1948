import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { type AnyFeed, eventStreamResponse, toFeed } from './event-stream.ts'
import { StreamGate } from './stream-gate.ts'

function open(settings: { gate?: StreamGate; max?: number; heartbeatMs?: number; feeds?: AnyFeed[] } = {}) {
  const gate = settings.gate ?? new StreamGate()
  const reader = new AbortController()
  const sends = new Set<(data: number[]) => void>()
  const response = eventStreamResponse({
    gate,
    kind: { name: 'event streams', max: settings.max ?? 2 },
    request: new Request('http://127.0.0.1/events', { signal: reader.signal }),
    feeds: [
      toFeed<number[]>({
        event: 'numbers',
        subscribe: (send) => {
          sends.add(send)
          return () => sends.delete(send)
        },
        merge: (older, newer) => [...older, ...newer],
      }),
      ...(settings.feeds ?? []),
    ],
    ...(settings.heartbeatMs === undefined ? {} : { heartbeatMs: settings.heartbeatMs }),
  })
  const body = response.body?.getReader()
  const next = async () => {
    const step = await body?.read()
    return step?.done === true || step === undefined ? null : Buffer.from(step.value).toString()
  }
  const send = (data: number[]) => {
    for (const one of sends) one(data)
  }
  return { gate, reader, response, body, next, send, sends }
}

describe('a stream of server-sent events', () => {
  it('hands each event on, named, and a slow reader those it missed in one', async () => {
    const { next, send, response } = open()
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    send([1])
    send([2])
    send([3])
    expect(await next()).toBe('event: numbers\ndata: [1]\n\n')
    expect(await next()).toBe('event: numbers\ndata: [2,3]\n\n')
  })

  it('carries what several features say, each by its own name, and lets none wait behind the other', async () => {
    const words = new Set<(data: string) => void>()
    const say = toFeed<string>({
      event: 'words',
      subscribe: (send) => {
        words.add(send)
        return () => words.delete(send)
      },
      merge: (_, newer) => newer,
    })
    const { next, send, body } = open({ feeds: [say] })
    for (const one of words) one('first')
    send([1])
    for (const one of words) one('second')
    for (const one of words) one('third')
    send([2])
    expect(await next()).toBe('event: words\ndata: "first"\n\n')
    expect(await next()).toBe('event: numbers\ndata: [1,2]\n\n')
    expect(await next()).toBe('event: words\ndata: "third"\n\n')
    await body?.cancel()
    expect(words.size).toBe(0)
  })

  it('gives its place back when the reader goes, by either way', async () => {
    const { gate, body, sends, reader } = open()
    open({ gate })
    expect(() => open({ gate })).toThrow(expect.objectContaining({ code: 'TOO_MANY_STREAMS' }))
    await body?.cancel()
    expect([gate.open, sends.size]).toEqual([1, 0])
    reader.abort()
    const third = open({ gate })
    third.reader.abort()
    expect([gate.open, third.sends.size]).toEqual([1, 0])
  })

  it('ends at shutdown, after what was sent', async () => {
    const { gate, next, send, sends } = open()
    send([1])
    gate.endAll()
    expect(await next()).toContain('[1]')
    expect(await next()).toBeNull()
    expect([gate.open, sends.size]).toEqual([0, 0])
  })

  it('beats while nothing happens, and ends for a reader that takes nothing', async () => {
    const { next } = open({ heartbeatMs: 5 })
    expect(await next()).toBe(': hb\n\n')
    const stopped = open({ heartbeatMs: 2 })
    stopped.send([1])
    await expect.poll(() => stopped.gate.open).toBe(0)
    await sleep(5)
    await expect(stopped.next()).rejects.toThrow('stopped to take')
  })
})
