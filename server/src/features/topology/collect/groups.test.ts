import { describe, expect, it } from 'vitest'
import { createCollector } from '#features/groups/collector/collector.ts'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import type { Observation } from '../evidence.ts'
import { GroupMembers } from './group-members.ts'
import { GroupsCollector } from './groups.ts'
import { contextOf, told } from './testing/collect-context.ts'

const TOPICS = [{ name: 'in', partitions: 2 }, { name: 'old' }, { name: 'out' }]

function cluster() {
  const gateway = createMemoryGateway({ topics: TOPICS })
  const { groups } = gateway
  groups.join('live', { memberId: 'm-1', clientId: 'app', assigned: [{ topic: 'in', partitions: [0, 1] }] })
  groups.commit('live', [{ topic: 'in', partition: 0, offset: 3n }])
  groups.commit('live', [{ topic: 'old', partition: 0, offset: 7n }])
  groups.commit('gone', [{ topic: 'out', partition: 0, offset: 1n }])
  groups.create({ group: 'shared', kind: 'share' })
  groups.join('shared', { memberId: 's-1', assigned: [{ topic: 'out', partitions: [0] }] })
  groups.share('shared', 'out', 0, { startOffset: 4n, lag: 0n })
  return gateway
}

const LIVE = [
  'group:gone reads topic:out live=false committed=true',
  'group:live reads topic:in live=true committed=true',
  'group:live reads topic:old live=false committed=true',
  'group:shared reads topic:out live=true committed=true',
  'member:m-1 partOf group:live',
  'member:m-1 reads topic:in',
  'member:s-1 partOf group:shared',
  'member:s-1 reads topic:out',
]

const lines = (observations: readonly Observation[]) => told(observations, ['live', 'committed'])

describe('evidence of groups', () => {
  it('is every group’s members and commits, each as the one or the other', async () => {
    const gateway = cluster()
    const board = createCollector(gateway)
    await board.cycle()
    const collector = new GroupsCollector({ withBoard: true, members: new GroupMembers() })
    const { observations, missing } = await collector.collect(contextOf(gateway, { board }), signal())
    expect(lines(observations)).toEqual(LIVE)
    expect(missing).toBeNull()
    expect(observations.find(({ subject }) => subject === 'member:m-1')).toMatchObject({
      class: 'protocol',
      facts: { clientId: 'app', host: '127.0.0.1', group: 'live' },
      sample: { kind: 'api', api: 'DescribeGroups' },
    })
    const committed = observations.find(({ subject }) => subject === 'group:gone')
    expect(committed?.sample).toEqual({
      kind: 'api',
      api: 'OffsetFetch',
      answer: { partition: '0', offset: '1' },
    })
  })

  it('is the same where lag is not collected', async () => {
    const collector = new GroupsCollector({ withBoard: false, members: new GroupMembers() })
    const { observations } = await collector.collect(contextOf(cluster()), signal())
    expect(lines(observations)).toEqual(LIVE)
  })

  it('is told again only when it has changed, or after a while', async () => {
    const gateway = cluster()
    const board = createCollector(gateway)
    let now = 1_000_000
    const context = contextOf(gateway, { board, now: () => now })
    const collector = new GroupsCollector({ withBoard: true, members: new GroupMembers() })
    await board.cycle()
    await collector.collect(context, signal())
    now += 4_000
    expect((await collector.collect(context, signal())).observations).toEqual([])
    gateway.groups.leave('live', 'm-1')
    await board.cycle({ whole: true })
    now += 4_000
    expect(lines((await collector.collect(context, signal())).observations)).toEqual([
      'group:live reads topic:in live=false committed=true',
    ])
    now += 60_000
    expect(lines((await collector.collect(context, signal())).observations)).toHaveLength(6)
  })

  it('says that a standalone reader is there, whose commits move without members', async () => {
    const gateway = cluster()
    let now = Date.now()
    const board = createCollector(gateway, { now: () => now })
    const collector = new GroupsCollector({ withBoard: true, members: new GroupMembers() })
    for (let offset = 0n; offset < 20n; offset++) {
      gateway.append('out', 0, [{ timestamp: 1n, value: 'x' }])
      gateway.groups.commit('gone', [{ topic: 'out', partition: 0, offset }])
      await board.cycle({ whole: true })
      now += 10_000
    }
    const { observations } = await collector.collect(contextOf(gateway, { board, now: () => now }), signal())
    expect(observations.find(({ subject }) => subject === 'group:gone')?.facts).toMatchObject({
      live: 'true',
      standalone: 'true',
    })
  })

  it('waits for the first reading, and says whose members may not be seen', async () => {
    const gateway = cluster()
    const board = createCollector(gateway)
    const context = contextOf(gateway, { board })
    const collector = new GroupsCollector({ withBoard: true, members: new GroupMembers() })
    expect(await collector.collect(context, signal())).toMatchObject({
      observations: [],
      missing: { whole: false, reason: expect.stringContaining('under way') },
    })
    await board.cycle()
    gateway.setDenied({ groups: ['live'] })
    expect((await collector.collect(context, signal())).missing).toMatchObject({
      whole: false,
      reason: expect.stringContaining('1 of 3 groups'),
      remedy: expect.stringContaining('Describe'),
    })
  })
})

const signal = () => new AbortController().signal
