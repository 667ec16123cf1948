import { describe, expect, it } from 'vitest'
import { of } from '../testing/evidence-of.ts'
import { claims, reads, who, writes } from '../testing/who-of.ts'

describe('a header of a record that somebody passed on', () => {
  const shop = [
    writes('plain:orders/gzip', 'orders'),
    writes('claim:source=shop', 'orders'),
    claims('plain:orders/gzip', 'source=shop', { records: '9', of: '9' }),
  ]

  it('does not name the writer of dead letters', () => {
    const rows = [
      ...[...shop, writes('session:5', 'orders.DLT'), writes('claim:source=shop', 'orders.DLT')],
      claims('session:5', 'source=shop'),
    ]
    expect(who(rows).writers).toEqual(['? → orders.DLT', 'shop → orders'])
  })

  it('does not name a writer where the collector saw that it was passed on', () => {
    const rows = [
      ...[...shop, writes('session:5', 'copy'), writes('claim:source=shop', 'copy', { forwarded: 'true' })],
      claims('session:5', 'source=shop', { forwarded: 'true' }),
    ]
    expect(who(rows).writers).toEqual(['? → copy', 'shop → orders'])
  })

  it('does not name a program that reads what the named one writes, and carries its headers on', () => {
    const rows = [
      ...[...shop, reads('enricher', 'orders'), writes('session:5', 'enriched')],
      ...[writes('claim:source=shop', 'enriched'), claims('session:5', 'source=shop')],
      of('commits', 'session:5', 'partOf', 'group:enricher'),
    ]
    expect(who(rows).writers).toEqual(['enricher → enriched', 'shop → orders'])
  })

  it('does not name one of several, where a mirror writes for all', () => {
    const till = [
      writes('session:2', 'sales'),
      writes('claim:source=till', 'sales'),
      claims('session:2', 'source=till'),
    ]
    const mirror = ['shop', 'till'].flatMap((name) => [
      writes(`claim:source=${name}`, 'mirror'),
      claims('session:5', `source=${name}`),
    ])
    const rows = [...shop, ...till, writes('session:5', 'mirror'), ...mirror]
    expect(who(rows).writers).toEqual(['? → mirror', 'shop → orders', 'till → sales'])
  })

  it('does name those that write through one bridge, and are nowhere else', () => {
    const rows = ['shop', 'till'].flatMap((name) => [
      ...[writes(`claim:source=${name}`, `from-${name}`), claims('session:5', `source=${name}`)],
      writes('session:5', `from-${name}`),
    ])
    expect(who(rows).writers).toEqual(['shop → from-shop', 'till → from-till'])
  })
})
