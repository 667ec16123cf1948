import { describe, expect, it } from 'vitest'
import { edgeOf } from '../topology.fixture.ts'
import { edgeLine, edgeWidth, FLOWS_MAX, flowing, flowSeconds } from './edge-style.ts'

describe('the line of an edge', () => {
  it.each([
    ['proven', 0.98, 'solid'],
    ['observed', 0.9, 'solid'],
    ['observed', 0.89, 'dashed'],
    ['observed', 0.5, 'dashed'],
    ['suspected', 0.3, 'dotted'],
    ['inferred', 0.97, 'dashed'],
    ['permitted', 0.99, 'hatched'],
  ] as const)('%s with %d is %s', (tier, confidence, line) => {
    expect(edgeLine({ tier, confidence })).toBe(line)
  })

  it('is thicker for more, and thin for what is not known', () => {
    const widths = [null, 1, 100, 10_000, 1e9].map(edgeWidth)
    expect(widths).toEqual([...widths].sort((a, b) => a - b))
    expect(widths[0]).toBeLessThan(widths[1] ?? 0)
    expect(widths.at(-1)).toBeLessThanOrEqual(7)
  })
})

describe('what moves along an edge', () => {
  it('moves only where records do, and quicker for more', () => {
    expect(flowSeconds({ messages: null }, true)).toBeNull()
    expect(flowSeconds({ messages: 5 }, false)).toBeNull()
    expect(flowSeconds({ messages: 1000 }, true)).toBeLessThan(flowSeconds({ messages: 1 }, true) ?? 0)
  })

  it('is kept to the busiest edges', () => {
    const many = Array.from({ length: FLOWS_MAX + 50 }, (_, at) =>
      edgeOf(`service:s${at}`, `topic:t${at}`, 'proven', at + 1),
    )
    const moving = flowing(many)
    expect(moving.size).toBe(FLOWS_MAX)
    expect(moving.has(many[0]?.id ?? '')).toBe(false)
    expect(moving.has(many.at(-1)?.id ?? '')).toBe(true)
  })
})
