import { describe, expect, it } from 'vitest'
import { type Cause, inferCauses, type KeySample } from './infer-causes.ts'

/** Fixed numbers in place of chance (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

interface World {
  samples: Map<string, KeySample[]>
  truth: Set<string>
}

const SPAN_MS = 600_000
const edge = ({ from, to }: { from: string; to: string }) => `${from}→${to}`

/** Roots with favourite keys, what follows from them in up to three steps, and topics that only share the keys. */
function world(seed: number, { skewMs = 0, foreign = 0 } = {}): World {
  const chance = random(seed)
  const zipf = () => Math.floor(400 ** chance())
  const samples = new Map<string, KeySample[]>()
  const truth = new Set<string>()
  const put = (topic: string, rows: readonly { key: number; at: number }[]) => {
    const skew = (chance() * 2 - 1) * skewMs
    const sorted = rows.toSorted((a, b) => a.at - b.at)
    samples.set(
      topic,
      sorted.map(({ key, at }, index) => ({ key, at: at + skew, partition: 0, offset: BigInt(index) })),
    )
  }
  const root = (name: string) => {
    const rows = Array.from({ length: 200 }, () => ({ key: zipf(), at: chance() * SPAN_MS }))
    put(name, rows)
    return rows
  }
  const follow = (
    from: string,
    rows: readonly { key: number; at: number }[],
    name: string,
    depth: number,
  ) => {
    const typical = 20 + chance() * 400
    const caused = rows.map(({ key, at }) => ({ key, at: at + typical * (0.7 + chance() * 0.8) }))
    const other = Array.from({ length: Math.floor(rows.length * foreign) }, () => ({
      key: zipf(),
      at: chance() * SPAN_MS,
    }))
    put(name, [...caused, ...other])
    truth.add(edge({ from, to: name }))
    for (let child = 0; child < 2 && depth < 3; child += 1)
      if (chance() < 0.6) follow(name, caused, `${name}.${child}`, depth + 1)
  }
  for (let at = 0; at < 4; at += 1) {
    const rows = root(`root${at}`)
    follow(`root${at}`, rows, `root${at}.a`, 1)
    follow(`root${at}`, rows, `root${at}.b`, 1)
  }
  for (let at = 0; at < 4; at += 1) root(`alone${at}`)
  return { samples, truth }
}

function judge(causes: readonly Cause[], truth: ReadonlySet<string>) {
  const right = causes.filter((cause) => truth.has(edge(cause))).length
  return { right, found: causes.length, all: truth.size }
}

function over(seeds: number, options: Parameters<typeof world>[1]) {
  const sum = { right: 0, found: 0, all: 0 }
  for (let seed = 1; seed <= seeds; seed += 1) {
    const { samples, truth } = world(seed, options)
    const one = judge(inferCauses(samples, { possible: () => true }), truth)
    sum.right += one.right
    sum.found += one.found
    sum.all += one.all
  }
  return { precision: sum.right / sum.found, recall: sum.right / sum.all }
}

describe('what follows from what, by keys and lags', () => {
  it('finds nearly every cause, and hardly one that is none, in worlds with the same favourite keys everywhere', () => {
    const { precision, recall } = over(4, {})
    expect(precision).toBeGreaterThanOrEqual(0.95)
    expect(recall).toBeGreaterThanOrEqual(0.85)
  })

  it('a tenth of foreign records does not lead it astray', () => {
    expect(over(4, { foreign: 0.1 }).precision).toBeGreaterThanOrEqual(0.9)
  })

  it('bears clocks that differ by 20 ms', () => {
    expect(over(4, { skewMs: 20 }).precision).toBeGreaterThanOrEqual(0.9)
  })

  it('asks only for what is possible', () => {
    const { samples } = world(3)
    const causes = inferCauses(samples, { possible: (from) => from === 'root0' })
    expect(new Set(causes.map(({ from }) => from))).toEqual(new Set(['root0']))
  })

  it('a few records prove nothing', () => {
    const few = Array.from({ length: 19 }, (_, at) => ({
      key: at,
      at: at * 1000,
      partition: 0,
      offset: BigInt(at),
    }))
    const later = few.map((row) => ({ ...row, at: row.at + 50 }))
    expect(
      inferCauses(
        new Map([
          ['a', few],
          ['b', later],
        ]),
        { possible: () => true },
      ),
    ).toEqual([])
  })

  it('keys that are always there explain nothing: what comes at any time is chance', () => {
    const ticks = Array.from({ length: 6000 }, (_, at) => ({
      key: at % 5,
      at: at * 100,
      partition: 0,
      offset: BigInt(at),
    }))
    const candles = Array.from({ length: 500 }, (_, at) => ({
      key: at % 5,
      at: 200_000 + at * 700,
      partition: 0,
      offset: BigInt(at),
    }))
    const found = inferCauses(
      new Map([
        ['ticks', ticks],
        ['candles', candles],
      ]),
      { possible: () => true },
    )
    expect(found).toEqual([])
  })

  it('one topic fed by two others names both', () => {
    const chance = random(7)
    const rows = (count: number, from: number) =>
      Array.from({ length: count }, (_, at) => ({
        key: from + at,
        at: chance() * SPAN_MS,
        partition: 0,
        offset: BigInt(at),
      }))
    const left = rows(200, 0)
    const right = rows(150, 1000)
    const both = [...left, ...right].map((row) => ({ ...row, at: row.at + 40 + chance() * 30 }))
    const causes = inferCauses(
      new Map([
        ['left', left],
        ['right', right],
        ['both', both],
      ]),
      {
        possible: (_, to) => to === 'both',
      },
    )
    expect(causes.map(({ from }) => from).sort()).toEqual(['left', 'right'])
  })

  it('where of two ways only one is seen often enough, what both began with is not said to be the cause', () => {
    const chance = random(5)
    const rows = (from: readonly { key: number; at: number }[], typical: number) =>
      from.map(({ key, at }, index) => {
        return { key, at: at + typical * (0.7 + chance()), partition: 0, offset: BigInt(index) }
      })
    const begin = rows(
      Array.from({ length: 300 }, (_, key) => ({ key, at: chance() * SPAN_MS })),
      0,
    )
    const [often, seldom] = [rows(begin.slice(0, 60), 90), rows(begin.slice(60, 68), 140)]
    const samples = new Map([
      ['begin', begin],
      ['often', often],
      ['seldom', seldom],
      ['end', rows([...often, ...seldom], 60)],
    ])
    const found = inferCauses(samples, { possible: (_, to) => to === 'end' })
    expect(found.map(edge)).not.toContain('begin→end')
  })

  it('of what began two ways and the two ways, the ways are the causes; one that only goes along them is none', () => {
    const chance = random(11)
    const rows = (from: readonly { key: number; at: number }[], typical: number) =>
      from.map(({ key, at }, index) => {
        return { key, at: at + typical * (0.7 + chance()), partition: 0, offset: BigInt(index) }
      })
    const begin = rows(
      Array.from({ length: 300 }, (_, key) => ({ key, at: chance() * SPAN_MS })),
      0,
    )
    const [left, right] = [rows(begin.slice(0, 110), 90), rows(begin.slice(110, 190), 140)]
    const samples = new Map([
      ...([
        ['begin', begin],
        ['left', left],
        ['right', right],
      ] as const),
      ['end', rows([...left, ...right], 60)],
      ['beside', rows(begin.slice(0, 190), 400)],
    ])
    const of = (effect: string) =>
      inferCauses(samples, { possible: (_, to) => to === effect })
        .map(edge)
        .sort()
    expect(of('end')).toEqual(['left→end', 'right→end'])
    expect(of('beside').filter((one) => one !== 'begin→beside')).toEqual([])
  })
})
