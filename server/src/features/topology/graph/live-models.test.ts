import { describe, expect, it } from 'vitest'
import { inputOf, NOW } from '../testing/evidence-of.ts'
import { LiveModels } from './live-models.ts'
import { buildModel } from './model.ts'

describe('models of now', () => {
  const drawn = (times: readonly number[]) => {
    let [now, made] = [0, 0]
    const make = (at: number) => {
      made += 1
      return buildModel(inputOf([], { at }))
    }
    const models = new LiveModels(make, () => now)
    for (const time of times) {
      now = time
      models.get(3_600_000)
    }
    return made
  }

  it('are made once for all who ask within a second', () => {
    expect(drawn([NOW, NOW + 10, NOW + 500])).toBe(1)
  })

  it('are made again after it, and where the clock was set back', () => {
    expect(drawn([NOW, NOW + 60_000, NOW - 3_600_000])).toBe(3)
  })
})
