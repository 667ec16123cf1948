import { expect, it } from 'vitest'
import { withFate } from './fate-column.tsx'

const choices = (...fields: string[]) => fields.map((field) => ({ field, width: null }))

it('a list that marks its messages has the column behind the offset, or first, and once', () => {
  expect(withFate(choices('offset', 'key'), true)).toEqual(choices('offset', 'transaction', 'key'))
  expect(withFate(choices('value.id'), true)).toEqual(choices('transaction', 'value.id'))
  expect(withFate(choices('key', 'transaction'), true)).toEqual(choices('key', 'transaction'))
  expect(withFate(choices('offset', 'key'), false)).toEqual(choices('offset', 'key'))
})
