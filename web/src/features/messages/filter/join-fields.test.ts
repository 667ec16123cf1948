import type { Field } from '@sluice/shared/messages-cel'
import { describe, expect, it } from 'vitest'
import { joinFields } from './join-fields.ts'

const field = (member: string, share: number, types: Field['types'], examples: string[] = []): Field => ({
  root: 'value',
  members: [member],
  types,
  share,
  examples,
})

describe('joinFields', () => {
  it('weighs a field’s share by the messages of each sample', () => {
    const joined = joinFields([
      {
        sampled: 100,
        more: false,
        fields: [field('id', 1, ['string'], ['"a"']), field('only', 1, ['bool'])],
      },
      { sampled: 300, more: true, fields: [field('id', 0.5, ['number', 'string'], ['1', '"a"'])] },
    ])
    expect(joined).toEqual({
      sampled: 400,
      more: true,
      fields: [field('id', 0.625, ['string', 'number'], ['"a"', '1']), field('only', 0.25, ['bool'])],
    })
  })

  it('leaves one sample as it is', () => {
    const sample = { sampled: 0, more: false, fields: [] }
    expect(joinFields([sample])).toBe(sample)
  })
})
