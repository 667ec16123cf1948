import { LinkReader } from '@sluice/shared/link-reader'
import { ExportRequest } from '@sluice/shared/messages-export'
import { readMessagesQuery } from '@sluice/shared/messages-link'
import { describe, expect, it } from 'vitest'
import { parseSearchLine, SEARCH_FLAGS } from './search-flags.ts'
import { searchHelp } from './search-help.ts'
import { planSearch } from './search-plan.ts'

const NOW = Date.UTC(2026, 10, 21)
const plan = (...argv: string[]) => planSearch(parseSearchLine(argv), NOW)
const queryOf = (...argv: string[]) => plan(...argv).plan?.request.query
const faultsOf = (...argv: string[]) =>
  plan(...argv).faults.map(({ where, message }) => `${where}: ${message}`)

describe('sluice search', () => {
  it('takes a link as it is: where, what, and how many', () => {
    const link =
      'https://sluice.example/clusters/prod/topics/orders/messages?from=time:now-15m&p=0,2&limit=7&iso=uncommitted&q=a%26b&case=exact&record=2:5&tab=key'
    expect(plan(link).plan).toEqual({
      origin: 'https://sluice.example',
      cluster: 'prod',
      request: {
        query: {
          topic: 'orders',
          partitions: [0, 2],
          from: { timestamp: NOW - 15 * 60_000 },
          limit: 7,
          isolation: 'read_uncommitted',
          filter: { text: 'a&b', in: ['key', 'value', 'headers'], caseSensitive: true, bytes: false },
        },
        limit: 7,
        output: { format: 'ndjson', bytes: 'text', trailer: true },
      },
    })
  })

  it('makes requests that the server takes', () => {
    for (const argv of [
      ['--topic', 'a'],
      ['--topic', 'a,b', '--all'],
      ['--topic', 'a', '--limit', '50000'],
    ])
      expect(ExportRequest.safeParse(plan(...argv).plan?.request).error).toBeUndefined()
  })

  it('reads several topics of a link or of a flag together, each once, and one alone as it always did', () => {
    const across = 'http://h/clusters/c/messages?topics=orders,a.b,orders&q=x&record=a.b:0:5'
    expect(queryOf(across)).toMatchObject({ topics: ['orders', 'a.b'], filter: { text: 'x' } })
    expect(queryOf(across)).not.toHaveProperty('topic')
    expect(queryOf(across, '--topic', 't', '--partitions', '0')).toMatchObject({
      topic: 't',
      partitions: [0],
    })
    expect(queryOf('http://h/clusters/c/messages?topics=orders&p=0')).toMatchObject({ topic: 'orders' })
    expect(queryOf('http://h/clusters/c/topics/t/messages?topics=orders,b')).toMatchObject({ topic: 't' })
  })

  it('lets a flag go before the link, and --all before any limit', () => {
    const link = 'http://h/clusters/c/topics/t/messages?from=oldest&q=x&limit=5'
    expect(queryOf(link, '--text=y', '--topic', 'u', '--from', '2026-11-20T00:00Z')).toMatchObject({
      topic: 'u',
      from: { timestamp: Date.UTC(2026, 10, 20) },
      filter: { text: 'y' },
    })
    expect(plan(link, '--url', 'http://other:1/x', '--cluster', 'd').plan).toMatchObject({
      origin: 'http://other:1',
      cluster: 'd',
    })
    expect(plan(link, '--all').plan?.request).not.toHaveProperty('limit')
    expect(plan(link, '--limit', '50000').plan?.request.limit).toBe(50_000)
  })

  it('reads places as a link does, and plain times', () => {
    expect(queryOf('--topic', 't')?.from).toEqual({ newest: 100 })
    expect(queryOf('--topic', 't', '--from', 'newest:7')?.from).toEqual({ newest: 7 })
    expect(queryOf('--topic', 't', '--from', 'offset:9007199254740993')?.from).toEqual({
      offset: '9007199254740993',
    })
    expect(queryOf('--topic', 't', '--from', 'now-1h', '--to', 'now')).toMatchObject({
      from: { timestamp: NOW - 3_600_000 },
      to: { timestamp: NOW },
    })
  })

  it('takes a key as text whatever it says, or as base64', () => {
    expect(queryOf('--topic', 't', '--key', 'null')).toMatchObject({
      key: { data: 'null', encoding: 'utf8' },
    })
    expect(queryOf('--topic', 't', '--key-base64', 'AAE=', '--key-anywhere')).toMatchObject({
      key: { data: 'AAE=', encoding: 'base64', partitions: 'all' },
    })
  })

  it('has a flag for each thing that a link can say of a query', () => {
    expect(
      queryOf('--topic', 't', '--cel', 'value.a > 1', '--order', 'time', '--from', 'oldest'),
    ).toMatchObject({
      from: { oldest: true },
      order: 'time',
      filter: { cel: 'value.a > 1' },
    })
    const link = new LinkReader({})
    readMessagesQuery(link)
    const flags = SEARCH_FLAGS.flatMap(({ param, flag }) => param ?? flag)
    expect([...link.known].filter((param) => !flags.includes(param))).toEqual([])
  })

  it('takes texts that begin with a dash', () => {
    expect(queryOf('--topic', 't', '--text', '-7')).toMatchObject({ filter: { text: '-7' } })
    expect(queryOf('--topic', 't', '--text=--all')).toMatchObject({ filter: { text: '--all' } })
  })

  it.each([
    [[], 'a link is needed'],
    [['orders'], 'LINK: is not the address'],
    [['--topic', 't', '--from', 'yesterday'], '--from: cannot be "yesterday"'],
    [['--topic', 't', '--partitions', 'x'], '--partitions: cannot be "x"'],
    [['--topic', 't,u', '--partitions', '0'], '--partitions: cannot be "0"'],
    [['--topic', 't,u', '--from', 'offsets:0:1'], '--from: cannot be "offsets:0:1"'],
    [['--topic', 't,no name'], '--topic: cannot be "t,no name"'],
    [['--topic', 't', '--limit', '0'], '--limit: must be'],
    [['--topic', 't', '--text'], '--text: needs a value'],
    [['--topic', 't', '--text', '--all'], '--text: needs a value'],
    [['--topic', 't', '--url', 'sluice'], '--url: "sluice" is not'],
    [['--topic', 't', '--colour', 'red'], '--colour: is not a flag'],
    [['http://h/clusters/c/topics/t/messages?from=x&limit=5'], 'the link\'s from: cannot be "x"'],
  ])('refuses %j rather than search for something else', (argv, fault) => {
    expect(faultsOf(...argv)).toEqual([expect.stringContaining(fault)])
    expect(plan(...argv).plan).toBeNull()
  })

  it('keeps flags of the connection for the server’s own rules', () => {
    const { settings, given } = parseSearchLine([
      ...['--topic', 't', '--brokers', 'a:1,b:2', '--tls', '--sasl-username', 'me', '--progress'],
    ])
    expect(settings.map(({ path }) => path.join('.'))).toEqual([
      'local.brokers',
      'local.tls.enabled',
      'local.sasl.username',
    ])
    expect([...given.keys()]).toEqual(['topic', 'progress'])
  })

  it('has help for every flag', () => {
    for (const { flag, help } of SEARCH_FLAGS) {
      expect(searchHelp('1')).toContain(`--${flag}`)
      expect(searchHelp('1')).toContain(help)
    }
  })
})
