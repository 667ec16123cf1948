import type { IdentityRule } from '@sluice/shared/topology-identity'
import { describe, expect, it } from 'vitest'
import { NOW, of } from '../testing/evidence-of.ts'
import { claims, member, reads, who, writes } from '../testing/who-of.ts'

describe('who is who', () => {
  it('joins a producer with the group whose offsets it commits', () => {
    const rows = [
      ...[writes('session:1', 'out'), reads('in-out', 'in')],
      of('commits', 'session:1', 'partOf', 'group:in-out'),
    ]
    expect(who(rows).actors).toEqual(['service in-out: group:in-out session:1'])
  })

  it('only suggests the group of a producer where others may have committed', () => {
    const rows = [
      ...[writes('session:1', 'out'), reads('one', 'in'), reads('two', 'in')],
      of('commits', 'session:1', 'partOf', 'group:one', { weight: 0.5 }),
      of('commits', 'session:1', 'partOf', 'group:two', { weight: 0.5 }),
    ]
    const { actors, found } = who(rows)
    expect(actors).toEqual(['group one: group:one', 'group two: group:two', 'writer ?: session:1'])
    expect(found.suggestions.map(({ link }) => link.weight)).toEqual([0.5, 0.5])
  })

  it('makes one service of a Streams application, its group and its producers', () => {
    const rows = [
      ...[writes('session:1', 'app-store-changelog'), reads('app', 'in')],
      of('streams', 'group:app', 'partOf', 'application:app'),
      of('streams', 'session:1', 'partOf', 'application:app'),
    ]
    expect(who(rows).actors).toEqual(['service app: application:app group:app session:1'])
  })

  it('names plain traffic by the headers of its records, where they tell of all of it', () => {
    const rows = [
      ...[writes('plain:t/none', 't'), writes('claim:source=shop', 't')],
      claims('plain:t/none', 'source=shop', { records: '50', of: '50' }),
    ]
    expect(who(rows).writers).toEqual(['shop → t'])
  })

  it('keeps a writer without a name where only some of the plain records name theirs', () => {
    const rows = [
      ...[writes('plain:t/none', 't'), writes('claim:source=shop', 't')],
      claims('plain:t/none', 'source=shop', { records: '20', of: '50' }),
    ]
    expect(who(rows).writers).toEqual(['? → t', 'shop → t'])
  })

  it('shows several services behind one topic of plain traffic', () => {
    const rows = [
      writes('plain:audit/none', 'audit'),
      ...['shop', 'till'].flatMap((name) => [
        writes(`claim:source=${name}`, 'audit'),
        claims('plain:audit/none', `source=${name}`, { records: '25', of: '50' }),
      ]),
    ]
    expect(who(rows).writers).toEqual(['shop → audit', 'till → audit'])
  })

  it.each([
    ['is the name', 'shop'],
    ['is the name but for what kind of program it is', 'shop-service'],
    ['is what Java makes of it', 'consumer-shop-1'],
  ])('joins a group with the service whose name a member bears: it %s', (_, clientId) => {
    const rows = [
      ...[writes('session:1', 't'), writes('claim:source=shop', 't'), claims('session:1', 'source=shop')],
      ...[reads('g-1', 'in'), member('m', 'g-1', clientId)],
    ]
    expect(who(rows).actors).toEqual(['service shop: claim:source=shop group:g-1 session:1'])
  })

  it.each(['shops', 'consumer-1', 'kafkajs', 'shop-2', 'web-shop'])(
    'does not join a group whose member is called %s with the service shop',
    (clientId) => {
      const rows = [
        ...[writes('session:1', 't'), writes('claim:source=shop', 't'), claims('session:1', 'source=shop')],
        ...[reads('g-1', 'in'), member('m', 'g-1', clientId)],
      ]
      expect(who(rows).actors).toContain('group g-1: group:g-1')
    },
  )

  it('never joins services that differ by a number with each other', () => {
    const rows = Array.from({ length: 20 }, (_, n) => [
      ...[
        writes(`session:${n}`, `t-${n}`),
        reads(`svc-${n}-group`, `t-${n}`),
        member(`m${n}`, `svc-${n}-group`, `svc-${n}`),
      ],
      of('transactions', `session:${n}`, 'partOf', `transactional-id:svc-${n}`),
    ]).flat()
    const { actors } = who(rows)
    expect(actors).toHaveLength(20)
    expect(actors).toContain('service svc-7-group: group:svc-7-group session:7 transactional-id:svc-7')
  })

  it('makes one of transactional ids that differ by a number and write the same', () => {
    const rows = [0, 1].flatMap((n) => [
      writes(`session:${n}`, 'ledger'),
      of('transactions', `session:${n}`, 'partOf', `transactional-id:ledger-tx-${n}`),
    ])
    expect(who(rows).actors).toEqual([
      'service ledger-tx: session:0 session:1 transactional-id:ledger-tx-0 transactional-id:ledger-tx-1',
    ])
  })
})

describe('writers of nobody known', () => {
  it('are one where they have one form and write the same, whether one followed the other or beside each other', () => {
    const rows = ['1', '2', '3'].flatMap((id) =>
      ['a', 'b'].map((topic) => writes(`session:${id}`, topic, { codec: 'lz4' })),
    )
    expect(who(rows).actors).toEqual(['writer ?: session:1 session:2 session:3'])
  })

  it('are one where the second began when the first had ended, though it has not written all of it yet', () => {
    const over = { firstSeen: NOW - 900_000, lastSeen: NOW - 300_000 }
    const rows = [
      ...['a', 'b'].map((topic) => of('census', 'session:1', 'writes', `topic:${topic}`, over)),
      of('census', 'session:2', 'writes', 'topic:a', { firstSeen: NOW - 200_000 }),
    ]
    expect(who(rows).actors).toEqual(['writer ?: session:1 session:2'])
  })

  it('are two where they write side by side, and one of them not all that the other does', () => {
    const rows = [writes('session:1', 'a'), writes('session:1', 'b'), writes('session:2', 'a')]
    expect(who(rows).actors).toEqual(['writer ?: session:1', 'writer ?: session:2'])
  })

  it('are two where their form differs, or what they write', () => {
    const rows = [
      ...[writes('session:1', 'a', { codec: 'lz4' }), writes('session:2', 'a', { codec: 'zstd' })],
      writes('session:3', 'c', { codec: 'lz4' }),
    ]
    expect(who(rows).actors).toHaveLength(3)
  })
})

describe('what people say', () => {
  const rows = [
    ...[writes('plain:t/none', 't'), reads('g', 'in'), reads('h', 'in')],
    ...[writes('session:1', 'u'), writes('claim:source=shop', 'u'), claims('session:1', 'source=shop')],
  ]

  it('merges what they name into one, with one of that name', () => {
    const merge: IdentityRule = { kind: 'merge', entities: ['plain:t/none', 'group:g'], name: 'shop' }
    expect(who(rows, [merge]).actors).toEqual([
      'group h: group:h',
      'service shop: claim:source=shop group:g plain:t/none session:1',
    ])
  })

  it('takes apart what evidence had put together', () => {
    expect(who(rows, [{ kind: 'split', entity: 'session:1' }]).actors).toContain('writer ?: session:1')
  })

  it('gives a name to a writer without one, and its id stays', () => {
    const { found } = who(rows, [{ kind: 'rename', entity: 'plain:t/none', name: 'till' }])
    expect(found.find('plain:t/none')).toMatchObject({
      id: 'plain:t/none',
      name: 'till',
      nameFrom: 'people',
      kind: 'service',
    })
  })

  it('says that a header names nobody', () => {
    const { writers } = who(rows, [{ kind: 'header', header: 'source', meaning: 'ignore' }])
    expect(writers).toEqual(['? → t', '? → u'])
  })
})
