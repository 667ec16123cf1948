import { describe, expect, it } from 'vitest'
import { importRules } from './import-rules.ts'

const CATALOG = `
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: rental
  annotations:
    kafka.apache.org/consumer-groups: main/library.rental, main/library.rental-retry
spec: { type: service, owner: group:default/team-lending }
---
kind: Component
metadata: { name: web }
spec: { type: website }
---
kind: User
metadata: { name: mina }
---
kind: API
metadata: { name: rentals }
spec:
  type: asyncapi
  definition: |
    asyncapi: 3.0.0
    info: { title: rental, version: 1.0.0 }
    channels: { rented: { address: rental.book-rented } }
    operations: { tell: { action: send, channel: { $ref: '#/channels/rented' } } }
`
const ASYNCAPI_2 = `
asyncapi: 2.6.0
info: { title: member, version: '1', x-owner: team-members }
channels:
  rental.book-rented:
    publish: { bindings: { kafka: { groupId: { type: string, enum: [library.member] } } } }
  member.points-restored:
    subscribe: {}
  'orders.{region}':
    subscribe: {}
`

describe('rules made of a file', () => {
  it('are the same that were exported', () => {
    const rules = [
      { kind: 'merge', entities: ['group:library.member', 'session:7'], name: 'member' },
      { kind: 'owner', match: 'rental.*', owner: 'team-lending' },
    ]
    const text = JSON.stringify({
      version: '4',
      conventions: [],
      rules: [...rules, { kind: 'owner', match: '' }],
    })
    expect(importRules({ format: 'sluice', text })).toEqual({
      rules,
      ignored: [{ what: 'Rule 3', why: expect.stringContaining('match') }],
    })
  })

  it('of a Backstage catalog say who owns what, and which groups a component has', () => {
    const { rules, ignored } = importRules({ format: 'backstage', text: CATALOG })
    expect(rules).toEqual([
      { kind: 'merge', entities: ['group:library.rental', 'group:library.rental-retry'], name: 'rental' },
      { kind: 'owner', match: 'rental', owner: 'team-lending' },
      { kind: 'owner', match: 'rental.book-rented', owner: 'rental' },
    ])
    expect(ignored.map(({ what }) => what)).toEqual(['Component web', 'User mina', 'API rentals: rental'])
  })

  it('of AsyncAPI 2 know that there "subscribe" means that the application sends', () => {
    expect(importRules({ format: 'asyncapi', text: ASYNCAPI_2 })).toEqual({
      rules: [
        { kind: 'merge', entities: ['group:library.member'], name: 'member' },
        { kind: 'owner', match: 'member.points-restored', owner: 'team-members' },
        { kind: 'owner', match: 'member', owner: 'team-members' },
      ],
      ignored: [{ what: 'orders.{region}', why: expect.stringContaining('parameters') }],
    })
  })

  it.each(['sluice', 'backstage', 'asyncapi'] as const)(
    'of no %s file say in which line it fails',
    (format) => {
      const text = 'kind: Component\nmetadata: { name: "a\nspec: [1, 2\n'
      expect(() => importRules({ format, text })).toThrow(
        expect.objectContaining({
          code: 'BAD_REQUEST',
          message: expect.stringMatching(/^Line \d+, column \d+: /),
        }),
      )
    },
  )

  it('of a file that unfolds without an end are refused', () => {
    const text = [
      'a0: &a0 [x, x]',
      ...Array.from({ length: 30 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]`),
    ].join('\n')
    expect(() => importRules({ format: 'asyncapi', text })).toThrow(
      expect.objectContaining({ code: 'BAD_REQUEST' }),
    )
  })

  it('of a file with tens of thousands of keys are read at once, and of one nested without an end refused', () => {
    const keys = Array.from({ length: 15_000 }, (_, n) => `key-${n}: ${n}`).join('\n')
    const began = performance.now()
    expect(importRules({ format: 'backstage', text: keys }).ignored).toHaveLength(1)
    // Comparing each key with each took ten seconds.
    expect(performance.now() - began).toBeLessThan(4_000)
    expect(() => importRules({ format: 'sluice', text: '['.repeat(20_000) })).toThrow(
      expect.objectContaining({ code: 'BAD_REQUEST', message: expect.stringContaining('nested too deeply') }),
    )
  })

  it('of nothing are none, which is said', () => {
    expect(() => importRules({ format: 'sluice', text: '' })).toThrow(
      expect.objectContaining({ code: 'BAD_REQUEST' }),
    )
    expect(importRules({ format: 'asyncapi', text: 'hello: 1' }).ignored).toHaveLength(1)
  })
})
