import { describe, expect, it } from 'vitest'
import { createTranslate } from '#lib/i18n/dictionary.ts'
import { english } from '#lib/i18n/english.ts'
import { lagTip, rateNeeded } from './figure-words.ts'

const t = createTranslate(english)

describe('figures of a group', () => {
  it('a sum of lag tells what it leaves out', () => {
    const whole = { lag: '5', lagToEnd: '5', lost: '0', unknownPartitions: 0, worst: null }
    expect(lagTip(whole, t)).toBeNull()
    const part = { lag: '5', lagToEnd: '9', lost: '2', unknownPartitions: 1, worst: null }
    expect(lagTip(part, t)?.split('\n')).toHaveLength(3)
  })

  it('the rate needed is what arrives and what is behind', () => {
    expect(rateNeeded('3600', 2, 3_600_000)).toBe(3)
    expect(rateNeeded(null, 2, 1000)).toBeNull()
    expect(rateNeeded('0', null, 1000)).toBeNull()
  })
})
