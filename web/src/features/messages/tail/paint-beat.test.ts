import { describe, expect, it } from 'vitest'
import { beatMs } from './paint-beat.ts'

describe('beatMs', () => {
  it('is a tenth of a second while a change costs little, and a quarter of one at most', () => {
    expect([beatMs(0), beatMs(10), beatMs(500)]).toEqual([100, 100, 250])
  })

  it('leaves most of the time to the rest of the page', () => {
    for (const tookMs of [5, 16, 30, 40]) expect(beatMs(tookMs)).toBeGreaterThanOrEqual(tookMs * 6)
  })
})
