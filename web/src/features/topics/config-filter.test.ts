import type { ConfigEntry } from '@sluice/shared/topics'
import { describe, expect, it } from 'vitest'
import { filterConfig } from './config-filter.ts'

const entry = (name: string, source: ConfigEntry['source'], value: string | null = '1'): ConfigEntry => ({
  name,
  value,
  source,
  sensitive: false,
  readOnly: false,
  type: null,
  documentation: name === 'retention.ms' ? 'How long a log is kept' : null,
  synonyms: [],
})

const entries = [
  entry('segment.bytes', 'default'),
  entry('retention.ms', 'topic', '604800000'),
  entry('max.message.bytes', 'static-broker'),
  entry('hidden', 'unknown', null),
]
const names = (filter: Parameters<typeof filterConfig>[1]) =>
  filterConfig(entries, filter).map(({ name }) => name)

describe('filterConfig', () => {
  it('puts what somebody set first', () => {
    expect(names({ text: '', onlySet: false })).toEqual([
      'max.message.bytes',
      'retention.ms',
      'hidden',
      'segment.bytes',
    ])
  })

  it('can leave out defaults and what is not told', () => {
    expect(names({ text: '', onlySet: true })).toEqual(['max.message.bytes', 'retention.ms'])
  })

  it('finds by name, value and meaning, every word of it', () => {
    expect(names({ text: 'BYTES', onlySet: false })).toEqual(['max.message.bytes', 'segment.bytes'])
    expect(names({ text: '6048', onlySet: false })).toEqual(['retention.ms'])
    expect(names({ text: 'log kept', onlySet: false })).toEqual(['retention.ms'])
    expect(names({ text: 'bytes nothing', onlySet: false })).toEqual([])
  })
})
