import { describe, expect, it } from 'vitest'
import { sampleGroup, sampleTime, sampleTopic } from '#features/alerts/testing/sample-board.ts'
import type { GroupStanding } from '#features/groups/lag-board.ts'
import { inputOf, NOW, of } from '../testing/evidence-of.ts'
import { drawGraph } from './draw-graph.ts'
import { KnownGroups } from './known-groups.ts'
import { buildModel } from './model.ts'
import { versionOf } from './version.ts'

const ROWS = [
  of('groups', 'group:billing', 'reads', 'topic:orders'),
  of('groups', 'group:billing', 'reads', 'topic:refunds'),
  of('groups', 'member:m1', 'partOf', 'group:billing', { facts: { clientId: 'billing-1' } }),
  of('groups', 'member:m1', 'reads', 'topic:orders', { facts: { clientId: 'billing-1' } }),
]

function graphOf(standing: GroupStanding | null, rows = ROWS, level: 'service' | 'instance' = 'service') {
  let asked = 0
  const find = () => {
    asked += 1
    return standing
  }
  const graph = drawGraph(inputOf(rows, { groups: new KnownGroups(find) }), { level, depth: 1 })
  return { ...graph, asked }
}

const edgeOf = ({ edges }: ReturnType<typeof graphOf>, topic: string) =>
  edges.find(({ from }) => from === `topic:${topic}`)

describe('readers in the graph of now', () => {
  it('have their lag in each topic, in messages and in time, and their worst state as their health', () => {
    const stalled = sampleTopic({
      topic: 'refunds',
      lag: 7n,
      time: sampleTime(90_000),
      lagState: 'STALLED',
      commitRate: 0,
    })
    const graph = graphOf(sampleGroup({ lagState: 'STALLED', topics: [sampleTopic(), stalled] }))
    expect(edgeOf(graph, 'orders')).toMatchObject({
      ...{ lag: '10', lagMs: 1500, lagState: 'OK', health: 'ok', active: true },
      rate: { messages: 2, bytes: null, basis: 'edge' },
    })
    expect(edgeOf(graph, 'refunds')).toMatchObject({ lag: '7', lagMs: 90_000, health: 'trouble' })
    expect(graph.nodes.find(({ id }) => id === 'group:billing')).toMatchObject({
      ...{
        kind: 'group',
        health: 'trouble',
        groups: [{ group: 'billing', members: 2, lagState: 'STALLED' }],
      },
    })
  })

  it('that have gone stand there still, and are not active', () => {
    const stopped = sampleGroup({
      members: 0,
      lagState: 'STOPPED',
      topics: [sampleTopic({ commitRate: 0, lagState: 'STOPPED' })],
    })
    expect(edgeOf(graphOf(stopped), 'orders')).toMatchObject({ active: false, health: 'trouble' })
  })

  it('of whom the board knows nothing have no lag, no zero, and are not said to do well', () => {
    const graph = graphOf(null)
    expect(edgeOf(graph, 'orders')).toMatchObject({
      lag: null,
      lagMs: null,
      lagState: null,
      health: 'unknown',
    })
    expect(graph.nodes.find(({ id }) => id === 'group:billing')?.health).toBe('unknown')
  })

  it('are looked up once each, however many topics they read', () => {
    expect(graphOf(sampleGroup()).asked).toBe(1)
  })

  it('keep the name that a member gave them after the member has left, but the member is not drawn', () => {
    const left = ROWS.map((row) => (row.subject === 'member:m1' ? { ...row, lastSeen: NOW - 600_000 } : row))
    const named = [
      ...left,
      of('headers', 'claim:source=billing-1', 'writes', 'topic:bills'),
      of('census', 'session:1', 'writes', 'topic:bills'),
      of('headers', 'session:1', 'partOf', 'claim:source=billing-1'),
    ]
    const graph = graphOf(sampleGroup(), named, 'instance')
    expect(graph.nodes.find(({ id }) => id === 'service:billing-1')?.parts).toContain('group:billing')
    expect(graph.nodes.filter(({ kind }) => kind === 'member')).toEqual([])
    expect(
      graphOf(sampleGroup(), ROWS, 'instance').nodes.filter(({ kind }) => kind === 'member'),
    ).toHaveLength(1)
  })

  it('that left make another graph, and their group stands still, though it has nothing unread', () => {
    const versionWith = (members: number, commitRate: number | null) => {
      const standing = sampleGroup({ members, commitRate, lagState: 'OK' })
      const input = inputOf(ROWS, { groups: new KnownGroups(() => standing) })
      const node = drawGraph(input, { level: 'service', depth: 1 }).nodes.find(
        ({ id }) => id === 'group:billing',
      )
      return { version: versionOf(buildModel(input)), health: node?.health }
    }
    const there = versionWith(2, 0)
    expect(there.health).toBe('ok')
    expect(versionWith(3, 5)).toEqual(there)
    expect(versionWith(0, 0)).toMatchObject({ health: 'idle' })
    expect(versionWith(0, 0).version).not.toBe(there.version)
    // Who reads without being a member is at work all the same.
    expect(versionWith(0, 5).health).toBe('ok')
  })
})
