import { IdentityRule } from '@sluice/shared/topology-identity'
import { describe, expect, it } from 'vitest'
import { withAll, withHeader, withMerge, withName, withOwner, withSplit } from './rule-edits.ts'

const owner = { kind: 'owner', match: 'rental.*', owner: 'lending' } as const

describe('rules of who is who, as they are changed', () => {
  it('the last name of something holds, and can be taken back', () => {
    const named = withName(withName([owner], 'group:a', 'one'), 'group:a', 'two')
    expect(named).toEqual([owner, { kind: 'rename', entity: 'group:a', name: 'two' }])
    expect(withName(named, 'group:a', '')).toEqual([owner])
  })

  it('merging into a service that people made adds to it and never names it as its own part', () => {
    const merged = withMerge(
      withMerge([], ['group:a', 'group:b'], 'rental'),
      ['session:1', 'service:rental'],
      'rental',
    )
    expect(merged).toEqual([{ kind: 'merge', entities: ['group:a', 'group:b', 'session:1'], name: 'rental' }])
  })

  it('what is split is taken out of what people merged; a merge of nothing is no rule', () => {
    const merged = withMerge(withMerge([], ['group:a'], 'one'), ['group:a', 'group:b'], 'two')
    expect(withSplit(withSplit(merged, 'group:a'), 'group:a')).toEqual([
      { kind: 'merge', entities: ['group:b'], name: 'two' },
      { kind: 'split', entity: 'group:a' },
    ])
  })

  it('a pattern has one owner, and a header one meaning, in any case of letters', () => {
    expect(withOwner([owner], 'rental.*', 'others')).toEqual([{ ...owner, owner: 'others' }])
    expect(withOwner([owner], 'rental.*', '')).toEqual([])
    expect(withHeader(withHeader([], 'Source', 'service'), 'source', 'ignore')).toEqual([
      { kind: 'header', header: 'source', meaning: 'ignore' },
    ])
  })

  it('what is made is what the server takes, and a file adds only what is new', () => {
    const all = withMerge(withSplit(withName([owner], 'group:a', 'x'), 'group:b'), ['plain:c'], 'y')
    for (const rule of all) expect(IdentityRule.safeParse(rule).success).toBe(true)
    expect(withAll([owner], [owner, ...all])).toEqual(all)
  })
})
