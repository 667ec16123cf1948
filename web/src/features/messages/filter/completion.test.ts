import type { Field, TopicFields } from '@sluice/shared/messages-cel'
import { describe, expect, it } from 'vitest'
import { completionAt } from './completion.ts'
import { fieldWarning } from './field-warning.ts'

function field(root: Field['root'], members: string[], more: Partial<Field> = {}): Field {
  return { root, members, types: ['string'], share: 1, examples: [], ...more }
}

const KNOWN: TopicFields = {
  sampled: 200,
  more: false,
  fields: [
    field('value', [], { types: ['map'] }),
    field('value', ['order'], { types: ['map'] }),
    field('value', ['order', 'total'], { types: ['number'], examples: ['5', '12.5'] }),
    field('value', ['order', 'the lines'], { types: ['list'] }),
    field('value', ['source'], { examples: ['"rental"', '"sales"'] }),
    field('value', ['금액'], { types: ['number'] }),
    field('headers', ['trace-id']),
  ],
}

/** What is written after choosing what is named, from a text whose caret stands at its end. */
function chosen(source: string, label: string): string {
  const { from, choices } = completionAt(source, source.length, KNOWN)
  const one = choices.find((choice) => choice.label === label)
  if (one === undefined)
    throw new Error(`${label} is not among ${choices.map((choice) => choice.label).join()}`)
  return source.slice(0, from) + one.insert
}

const labels = (source: string) =>
  completionAt(source, source.length, KNOWN).choices.map(({ label }) => label)

describe('completion', () => {
  it('offers the members of a path, and writes each as CEL takes it', () => {
    expect(labels('value.')).toEqual(['order', 'source', '금액'])
    expect(chosen('value.so', 'source')).toBe('value.source')
    expect(chosen('1 == value.order.', 'the lines')).toBe('1 == value.order["the lines"]')
    expect(chosen('value.', '금액')).toBe('value["금액"]')
    expect(chosen('headers.tr', 'trace-id')).toBe('headers["trace-id"]')
  })

  it('finds a path by a part of its last name', () => {
    expect(labels('tot')).toContain('value.order.total')
    expect(chosen('offset > 1 && tot', 'value.order.total')).toBe('offset > 1 && value.order.total')
  })

  it('offers variables and functions where a condition begins, and methods on what is no sampled path', () => {
    expect(labels('a && ')).toEqual(expect.arrayContaining(['value', 'headers', 'has', 'timestamp']))
    expect(labels('of')[0]).toBe('offset')
    expect(labels('value.source.')).toContain('startsWith')
    expect(chosen('value.source.st', 'startsWith')).toBe('value.source.startsWith()')
  })

  it('offers the values that a path had where it is compared', () => {
    expect(labels('value.source == ')).toEqual(['"rental"', '"sales"'])
    expect(chosen('value.source == "re', '"rental"')).toBe('value.source == "rental"')
    expect(labels('value.order.total != ')).toEqual(['5', '12.5'])
  })

  it.each(['value.source == "x', '// note', '12', "'value."])('is silent inside of %j', (source) => {
    expect(labels(source)).toEqual([])
  })

  it.each([
    '',
    'offset',
    'value.order',
    'value.source == "rental" ',
    'offset > 1',
    'value.order.total == 1',
    'a || true',
  ])('leaves Enter to run %j, which may be meant as it is', (source) => {
    expect(labels(source)).toEqual([])
  })

  it('offers all there is when it is asked', () => {
    expect(completionAt('', 0, KNOWN, true).choices.map(({ label }) => label)).toContain('value')
  })

  it('needs no sample to be of use', () => {
    expect(completionAt('va', 2, undefined).choices.map(({ label }) => label)).toContain('value')
  })
})

describe('fieldWarning', () => {
  const path = (root: string, ...members: string[]) => ({ root, members, start: 0, end: 5 })

  it('names the nearest path of the sample for one that it lacks', () => {
    expect(fieldWarning([path('value', 'order', 'totla')], KNOWN)).toMatchObject({
      path: 'value.order.totla',
      suggestion: 'value.order.total',
      sampled: 200,
    })
    expect(fieldWarning([path('value', 'elsewhere')], KNOWN)?.suggestion).toBeNull()
  })

  it('has nothing against what is there, what no sample shows, and what is no field', () => {
    const paths = [
      path('value', 'order'),
      path('value', 'order', 'the lines', 'sku'),
      path('offset'),
      path('key'),
    ]
    expect(fieldWarning(paths, KNOWN)).toBeNull()
    expect(fieldWarning([path('value', 'x')], { ...KNOWN, more: true })).toBeNull()
    expect(fieldWarning([path('value', 'x')], { ...KNOWN, sampled: 0 })).toBeNull()
    expect(fieldWarning([path('value', 'x')], undefined)).toBeNull()
  })
})
