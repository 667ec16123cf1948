import { describe, expect, it } from 'vitest'
import { createCollector } from '#features/groups/collector/collector.ts'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import { GroupMembers } from './group-members.ts'
import { GroupsCollector } from './groups.ts'
import { SessionBook } from './session-book.ts'
import { StreamsCollector } from './streams.ts'
import { contextOf, told } from './testing/collect-context.ts'

const UUID = '1b4e28ba-2fa1-11d2-883f-0016d3cca427'
const signal = () => new AbortController().signal

function setUp(topics: string[]) {
  const gateway = createMemoryGateway({ topics: topics.map((name) => ({ name })) })
  const board = createCollector(gateway)
  const [members, book] = [new GroupMembers(), new SessionBook()]
  const groups = new GroupsCollector({ withBoard: true, members })
  const streams = new StreamsCollector(members, book)
  const context = contextOf(gateway, { board })
  const look = async () => {
    await board.cycle({ whole: true })
    await groups.collect(context, signal())
    return (await streams.collect(context, signal())).observations
  }
  return { gateway, book, look }
}

describe('evidence of Kafka Streams', () => {
  it('is what a streams group’s coordinator knows of its topology', async () => {
    const { gateway, look } = setUp(['in', 'app-by-key-repartition', 'app-store-changelog'])
    gateway.groups.create({
      group: 'app',
      kind: 'streams',
      subtopologies: [
        { id: '0', reads: ['in'], writes: ['app-by-key-repartition'] },
        { id: '1', reads: ['app-by-key-repartition'], writes: ['app-store-changelog'] },
      ],
    })
    gateway.groups.join('app', { memberId: 'm', assigned: [{ topic: 'in', partitions: [0] }] })
    const observations = await look()
    expect(told(observations, ['role', 'subtopology'])).toEqual([
      'application:app reads topic:app-by-key-repartition role=repartition subtopology=0',
      'application:app reads topic:in role=source subtopology=0',
      'application:app writes topic:app-by-key-repartition role=repartition subtopology=0',
      'application:app writes topic:app-store-changelog role=changelog subtopology=1',
      'group:app partOf application:app',
    ])
    expect(new Set(observations.map((one) => one.class))).toEqual(new Set(['metadata']))
  })

  it('is the names that Streams gives its clients and topics, the longest id that fits', async () => {
    const { gateway, look } = setUp(['in', 'app-two-store-changelog', 'app-x-repartition', 'other-changelog'])
    for (const group of ['app', 'app-two'])
      gateway.groups.join(group, {
        memberId: `${group}-m`,
        clientId: `${group}-${UUID}-StreamThread-1-consumer`,
        assigned: [{ topic: 'in', partitions: [0] }],
      })
    gateway.groups.join('plain', { memberId: 'p', clientId: 'plain', assigned: [] })
    expect(told(await look(), ['role', 'clientId'])).toEqual([
      'application:app reads topic:app-x-repartition role=repartition',
      'application:app writes topic:app-x-repartition role=repartition',
      'application:app-two writes topic:app-two-store-changelog role=changelog',
      `group:app partOf application:app clientId=app-${UUID}-StreamThread-1-consumer`,
      `group:app-two partOf application:app-two clientId=app-two-${UUID}-StreamThread-1-consumer`,
    ])
  })

  it('holds on to an application whose members have left', async () => {
    const { gateway, look } = setUp(['in', 'app-x-repartition'])
    gateway.groups.commit('app', [{ topic: 'in', partition: 0, offset: 1n }])
    const observations = await look()
    expect(told(observations)).toContain('group:app partOf application:app')
    expect(observations[0]?.weight).toBe(0.9)
  })

  it('is whoever writes its internal topics, or has its transactional id', async () => {
    const { gateway, look, book } = setUp(['in', 'app-s-changelog'])
    gateway.groups.create({ group: 'app', kind: 'streams' })
    gateway.groups.commit('app', [{ topic: 'in', partition: 0, offset: 1n }])
    const now = Date.now()
    book.wrote(1n, 'app-s-changelog', now, false)
    book.wrote(2n, 'out', now, true)
    book.named(2n, `app-${UUID}-1`)
    book.wrote(3n, 'out', now, true)
    book.named(3n, 'app-mine')
    book.wrote(4n, 'app-s-changelog', now - 90_000_000, false)
    const sessions = told(await look(), ['topic', 'transactionalId']).filter((line) =>
      line.startsWith('session'),
    )
    expect(sessions).toEqual([
      'session:1 partOf application:app topic=app-s-changelog',
      `session:2 partOf application:app transactionalId=app-${UUID}-1`,
    ])
  })
})
