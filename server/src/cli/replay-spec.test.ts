import { describe, expect, it } from 'vitest'
import { parseReplayLine } from './replay-flags.ts'
import { replayHelp } from './replay-help.ts'
import { readSpec, specOf } from './replay-spec.ts'

const NOW = 1_760_000_000_000
const read = (...argv: string[]) => {
  const line = parseReplayLine(['plan', ...argv])
  return line.faults.length > 0 ? { spec: null, faults: line.faults } : specOf(line, NOW)
}
const whereOf = ({ faults }: { faults: readonly { where: string }[] }) => faults.map(({ where }) => where)

describe('flags of sluice replay plan', () => {
  it('are the spec that the server takes, with sandboxes named after their sources', () => {
    const { spec } = read(
      '--topic',
      'orders,payments',
      '--from',
      'bookmark:q8w2n5k1m0zx',
      '--to',
      'now-1h',
      '--unlimited',
    )
    expect(spec).toEqual({
      source: {
        topics: ['orders', 'payments'],
        from: { bookmark: 'q8w2n5k1m0zx' },
        to: { timestamp: NOW - 3_600_000 },
      },
      target: {
        kind: 'sandbox',
        topics: [
          { source: 'orders', target: 'orders.sandbox' },
          { source: 'payments', target: 'payments.sandbox' },
        ],
      },
      pace: { by: 'unlimited' },
    })
  })

  it('name one topic with its partitions, key and filter, and another target', () => {
    const flags = [
      '--topic=orders',
      '--partitions=0,2',
      '--key',
      '-7',
      '--cel',
      'true',
      '--target',
      'topic:copy',
    ]
    const { spec } = read(
      ...flags,
      '--target-cluster=eu',
      '--rate=50',
      '--guarantee=exactly-once',
      '--canary',
      '10',
    )
    expect(spec).toMatchObject({
      source: {
        topics: ['orders'],
        from: { oldest: true },
        partitions: [0, 2],
        key: { data: '-7' },
        filter: { cel: 'true' },
      },
      target: { kind: 'topic', topic: 'copy', cluster: 'eu' },
      pace: { by: 'rate', recordsPerSecond: 50 },
      guarantee: 'exactly-once',
      canary: 10,
    })
  })

  it.each([
    [[], '--topic'],
    [['--topic', 'orders', '--target', 'nowhere'], '--target'],
    [['--topic', 'orders', '--target', 'topic:'], '--target'],
    [['--topic', 'orders', '--from', 'yesterday-ish'], '--from'],
    [['--topic', 'a,b', '--partitions', '1'], '--partitions'],
    [['--topic', 'orders', '--rate', '0'], '--rate'],
    [['--topic', 'orders', '--rate', '5', '--unlimited'], '--unlimited'],
    [['--topic', 'orders', '--guarantee', 'always'], 'guarantee'],
    [['--topic', 'orders', '--confirm', 'x'], '--confirm'],
    [['--topic'], '--topic'],
    [['--wrong=secret'], '--wrong'],
  ])('%j is refused by its name', (argv, where) => {
    expect(whereOf(read(...argv))).toContain(where)
  })

  it('of another command are told apart, and words that are none', () => {
    expect(whereOf(parseReplayLine(['status', 'k3v9q2m7x1ab', '--why', 'x']))).toEqual(['--why'])
    expect(whereOf(parseReplayLine(['run', 'orders']))).toEqual(['command line'])
  })

  it('are all in the help', () => {
    for (const words of ['--spec FILE', '--confirm TARGET', '--server URL', 'Exit codes'])
      expect(replayHelp('1')).toContain(words)
  })
})

describe('a spec from a file', () => {
  it('is taken as it is, and what is wrong with it is named by its path', () => {
    const good = { source: { topics: ['orders'] }, target: { kind: 'same' } }
    expect(readSpec(JSON.stringify(good), 'spec.json')).toEqual({ spec: good, faults: [] })
    expect(whereOf(readSpec('{', 'spec.json'))).toEqual(['spec.json'])
    expect(whereOf(readSpec('{"source":{"topics":[]},"target":{"kind":"same"}}', 'x'))).toEqual([
      'source.topics',
    ])
  })
})
