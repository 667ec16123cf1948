import { describe, expect, it } from 'vitest'
import { KeySamples } from './key-samples.ts'

const NOW = 1_763_700_000_000
/** Whatever a test here calls its topics. */
const TOPICS = [
  'a',
  'b',
  'busy',
  'quiet',
  'late',
  'live',
  'live',
  ...Array.from({ length: 400 }, (_, at) => `topic-${at}`),
]
const put = (samples: KeySamples, topic: string, key: string, at: number, now = at) =>
  samples.add({ topic, key: Buffer.from(key), at, partition: 0, offset: 1n }, now)

describe('samples of keys', () => {
  it('give the same key the same number in every topic, and never the key', () => {
    const samples = new KeySamples()
    for (const topic of ['a', 'b']) {
      put(samples, topic, 'order-1', NOW)
      put(samples, topic, 'order-2', NOW + 1)
    }
    const found = samples.together(NOW + 60_000, 1_000, TOPICS)
    const keys = (topic: string) => found.get(topic)?.map(({ key }) => key)
    expect(keys('a')).toEqual(keys('b'))
    expect(new Set(keys('a')).size).toBe(2)
    const other = new KeySamples()
    put(other, 'a', 'order-1', NOW)
    expect(other.each(NOW + 60_000, 0).samples.get('a')?.[0]?.key).not.toBe(keys('a')?.[0])
  })

  it('stay few, and are of the same keys in a busy topic and in a quiet one', () => {
    const samples = new KeySamples()
    for (let at = 0; at < 30_000; at++) put(samples, 'busy', `key-${at}`, NOW + at * 10, NOW + at * 10)
    for (let at = 0; at < 3_000; at++)
      put(samples, 'quiet', `key-${at * 10}`, NOW + at * 100 + 1, NOW + at * 100 + 1)
    const found = samples.together(NOW + 300_000, 0, TOPICS)
    const busy = new Set(found.get('busy')?.map(({ key }) => key))
    const quiet = found.get('quiet') ?? []
    expect(busy.size).toBeLessThanOrEqual(4_096)
    expect(busy.size).toBeGreaterThan(1_000)
    expect(quiet.length).toBeGreaterThan(100)
    expect(quiet.every(({ key }) => busy.has(key))).toBe(true)
  })

  it('of a quiet topic stay fine where it is compared with no busy one', () => {
    const samples = new KeySamples()
    for (let at = 0; at < 30_000; at++) put(samples, 'busy', `key-${at}`, NOW + at * 10, NOW + at * 10)
    for (let at = 0; at < 50; at++) put(samples, 'quiet', `other-${at}`, NOW + at * 100, NOW + at * 100)
    expect(samples.together(NOW + 300_000, 0, ['quiet']).get('quiet')).toHaveLength(50)
    expect(samples.together(NOW + 300_000, 0, ['quiet', 'busy']).get('quiet')?.length).toBeLessThan(25)
  })

  it('stay within their bound over many topics, of the same keys in all', () => {
    const samples = new KeySamples()
    for (let n = 0; n < 900; n++)
      for (let topic = 0; topic < 400; topic++) put(samples, `topic-${topic}`, `key-${n}`, NOW + n)
    const found = samples.together(NOW + 60_000, 1_000, TOPICS)
    const all = [...found.values()]
    expect(all.reduce((sum, one) => sum + one.length, 0)).toBeLessThanOrEqual(200_000)
    const [first] = all.map((one) => one.map(({ key }) => key).join())
    expect(all.every((one) => one.length > 50 && one.map(({ key }) => key).join() === first)).toBe(true)
  })

  it('forget what is older than the window, and leave out a topic that was not looked at wholly', () => {
    const samples = new KeySamples()
    put(samples, 'a', 'x', NOW)
    put(samples, 'a', 'y', NOW + 500_000)
    put(samples, 'late', 'y', NOW + 500_000)
    const now = NOW + 700_000
    expect(samples.each(now, 300_000).samples.has('late')).toBe(false)
    expect(samples.each(now, 300_000)).toMatchObject({ left: 1 })
    expect(samples.each(now, 300_000).samples.get('a')).toHaveLength(1)
    samples.gap('a', now)
    expect(samples.each(now + 1_000, 300_000).samples.size).toBe(0)
  })

  it('take nothing that carries a time of long ago, as what is played back does', () => {
    const samples = new KeySamples()
    put(samples, 'replayed', 'x', NOW - 86_400_000, NOW)
    put(samples, 'live', 'x', NOW - 60_000, NOW)
    const found = samples.together(NOW + 400_000, 300_000, TOPICS)
    expect([...found.keys()]).toEqual(['live'])
    expect(samples.each(NOW + 1_000, 300_000).samples.size).toBe(0)
  })

  it('of a topic with a handful of keys keep the newest only, and do not count it as one to follow', () => {
    const samples = new KeySamples()
    for (let at = 0; at < 20_000; at++) put(samples, 'ticks', `symbol-${at % 3}`, NOW + at, NOW + at)
    expect([...samples.each(NOW + 20_000, 0).samples.values()].flat().length).toBeLessThanOrEqual(4_096)
  })
})
