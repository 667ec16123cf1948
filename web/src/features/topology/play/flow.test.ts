import { describe, expect, it } from 'vitest'
import type { EventWay } from './event-ways.ts'
import { Flow, STREAM_PER_SECOND, TRAVEL_MS } from './flow.ts'

const way = (edge: string, node: string) => ({ edge, node, name: node, tier: 'proven' as const })
const RENTED: EventWay = {
  topic: 'rented',
  from: way('writes', 'rental'),
  writers: 1,
  to: [way('to-member', 'member'), way('to-book', 'book')],
}
const dotsAt = (flow: Flow, now: number) => [...flow.dots(now)]
const shining = (flow: Flow, now: number) => [...flow.glows(now)].map(([node]) => node).sort()

describe('what moves through the picture', () => {
  it('an event goes to its topic first, and from there hollow to all who read it', () => {
    const flow = new Flow()
    flow.add(RENTED, 1000, null)
    expect(dotsAt(flow, 1100)).toEqual([
      expect.objectContaining({ edge: 'writes', available: false, count: 1 }),
    ])
    const later = 1000 + TRAVEL_MS.write + 10
    expect(dotsAt(flow, later).map(({ edge, available }) => [edge, available])).toEqual([
      ['to-member', true],
      ['to-book', true],
    ])
    expect(dotsAt(flow, later + TRAVEL_MS.read)).toEqual([])
  })

  it('lights who wrote it and the topic when it comes there, and never those that may not have read it', () => {
    const flow = new Flow()
    flow.add(RENTED, 1000, null)
    expect(shining(flow, 1010)).toEqual(['rental'])
    expect(shining(flow, 1000 + TRAVEL_MS.write + 10)).toEqual(['rental', 'rented'])
    expect(shining(flow, 1000 + TRAVEL_MS.write + TRAVEL_MS.read)).not.toContain('member')
  })

  it('appears at its topic at once where nobody is known to have written it', () => {
    const flow = new Flow()
    flow.add({ ...RENTED, from: null }, 1000, null)
    expect(shining(flow, 1010)).toEqual(['rented'])
    expect(dotsAt(flow, 1010).map(({ edge }) => edge)).toEqual(['to-member', 'to-book'])
  })

  it('of many events a dot stands for several, and none is lost in the count', () => {
    const flow = new Flow()
    for (let at = 0; at < 1000; at++) flow.add(RENTED, 1000 + at, null)
    const seen = new Map<number, number>()
    for (let now = 1000; now < 4000; now += 5)
      for (const dot of flow.dots(now)) if (dot.edge === 'writes') seen.set(dot.starts, dot.count)
    expect([...seen.values()].reduce((sum, count) => sum + count, 0)).toBe(1000)
    expect(seen.size).toBeLessThan(12)
    expect(flow.counts.get('rental')).toEqual({ written: 1000, available: 0 })
    expect(flow.counts.get('book')).toEqual({ written: 0, available: 1000 })
  })

  it('says the rate of an arrow where dots are a sample, and forgets it when nothing comes any more', () => {
    const flow = new Flow()
    for (let at = 0; at < 2000; at += 10) flow.add(RENTED, at, null)
    expect([...flow.streams(2000)].find(([edge]) => edge === 'writes')?.[1]).toBe(100)
    const slow = new Flow()
    for (let at = 0; at < 2000; at += 1000 / (STREAM_PER_SECOND - 2)) slow.add(RENTED, at, null)
    expect([...slow.streams(2000)]).toEqual([])
    expect([...flow.streams(6000)]).toEqual([])
    expect(dotsAt(flow, 6000)).toEqual([])
    expect(flow.isAtRest(6000)).toBe(true)
  })

  it('what is followed is not merged with what is not', () => {
    const flow = new Flow()
    for (let at = 0; at < 10; at++) flow.add(RENTED, 1000, at === 5 ? 0 : null)
    const dots = dotsAt(flow, 1001).filter(({ edge }) => edge === 'writes')
    expect(dots.map(({ saga, count }) => [saga, count])).toEqual([
      [null, 9],
      [0, 1],
    ])
  })

  it('counts at the nodes only what is wanted, and plays all of it', () => {
    const flow = new Flow()
    flow.add(RENTED, 1000, null, false)
    flow.add(RENTED, 1000, 0, true)
    expect(flow.counts.get('rented')).toEqual({ written: 1, available: 0 })
    expect(flow.played).toBe(2)
  })

  it('counts what is not drawn, and begins anew when the clock was moved', () => {
    const flow = new Flow()
    flow.add({ topic: null, from: null, writers: 0, to: [] }, 1000, null)
    expect([flow.played, flow.unseen]).toEqual([1, 1])
    flow.clear()
    expect([flow.played, flow.unseen, flow.counts.size]).toEqual([0, 0, 0])
  })
})
