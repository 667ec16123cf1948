import { describe, expect, it } from 'vitest'
import type { AclEntry } from '#kafka/acls.ts'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import { AclsCollector } from './acls.ts'
import { contextOf, told } from './testing/collect-context.ts'

const acl = (more: Partial<AclEntry>): AclEntry => ({
  resource: 'topic',
  name: 'rental.rented',
  pattern: 'literal',
  principal: 'User:rental',
  host: '*',
  operation: 'write',
  allowed: true,
  ...more,
})

async function collect(
  acls?: AclEntry[],
  denied = false,
  names = ['rental.rented', 'rental.returned', 'book'],
) {
  const topics = names.map((name) => ({ name }))
  const gateway = createMemoryGateway({ topics, ...(acls && { acls }), denied: { acls: denied } })
  return await new AclsCollector().collect(contextOf(gateway), new AbortController().signal)
}

const CASES: readonly [string, AclEntry[], string[]][] = [
  ['one topic', [acl({})], ['principal:User:rental mayWrite topic:rental.rented pattern=rental.rented']],
  [
    'topics that begin so',
    [acl({ name: 'rental.', pattern: 'prefixed', operation: 'read' })],
    [
      'principal:User:rental mayRead topic:rental.rented pattern=rental.*',
      'principal:User:rental mayRead topic:rental.returned pattern=rental.*',
    ],
  ],
  [
    'all operations',
    [acl({ operation: 'all', name: 'book' })],
    [
      'principal:User:rental mayRead topic:book pattern=book',
      'principal:User:rental mayWrite topic:book pattern=book',
    ],
  ],
  [
    'a group',
    [acl({ resource: 'group', name: 'billing', operation: 'read' })],
    ['principal:User:rental mayRead group:billing pattern=billing'],
  ],
  ['everybody', [acl({ principal: 'User:*' })], []],
  ['looking only', [acl({ operation: 'other' })], []],
  ['what another entry forbids', [acl({}), acl({ allowed: false, operation: 'all' })], []],
  ['what is forbidden to everybody', [acl({}), acl({ allowed: false, principal: 'User:*' })], []],
]

describe('evidence of permissions', () => {
  it.each(CASES)('for %s', async (_, acls, expected) => {
    const { observations, missing } = await collect(acls)
    expect(told(observations, ['pattern'])).toEqual(expected)
    expect(missing).toBeNull()
    expect(new Set(observations.map((one) => one.class))).toEqual(new Set(expected.length > 0 ? ['acl'] : []))
  })

  it('says nothing of one that is for everything', async () => {
    const names = Array.from({ length: 300 }, (_, index) => `topic-${index}`)
    expect((await collect([acl({ name: '*' })], false, names)).observations).toEqual([])
  })

  it('is told up to a bound, and that there is more is said', async () => {
    const names = Array.from({ length: 150 }, (_, index) => `rental-${index}`)
    const acls = Array.from({ length: 300 }, (_, index) =>
      acl({ name: 'rental-', pattern: 'prefixed', principal: `User:${index}` }),
    )
    const { observations, missing } = await collect(acls, false, names)
    expect(observations.length).toBeLessThanOrEqual(20_200)
    expect(missing).toMatchObject({ whole: false, reason: expect.stringContaining('300 permissions') })
  })

  it('is not to be had without an authorizer, nor without the right', async () => {
    expect((await collect()).missing).toMatchObject({
      whole: true,
      reason: expect.stringContaining('no authorizer'),
      remedy: null,
    })
    expect((await collect([], true)).missing).toMatchObject({
      whole: true,
      remedy: expect.stringContaining('Describe on the cluster'),
    })
  })
})
