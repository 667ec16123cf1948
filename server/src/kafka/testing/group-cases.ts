import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { type GroupKind, type GroupOffsets, visitCommits } from '../groups.ts'
import { type CaseSubject, useSubject } from './case-subject.ts'
import type { ClusterSeeder } from './cluster-seeder.ts'
import { codesOf, onlyValue, valuesOf } from './outcomes.ts'

/** Groups, their members and what they have committed. */
export function groupCases(open: () => Promise<CaseSubject>): void {
  const id = randomUUID()
  const topic = `groups.${id}`
  const other = `groups.other.${id}`
  const named = (name: string) => `${name}.${id}`
  let seeder: ClusterSeeder | undefined
  const gateway = useSubject(open, async (own) => {
    seeder = own
    await own.createTopic({ name: topic, partitions: 3 })
    await own.createTopic({ name: other, partitions: 1 })
    await own.join(named('classic'), topic, { kind: 'classic', clientId: 'reader' })
    await own.join(named('consumer'), topic, { kind: 'consumer', clientId: 'modern', instanceId: 'seat-1' })
    await own.commit(named('empty'), topic, [
      { partition: 0, offset: 7n },
      { partition: 2, offset: 0n },
    ])
    await own.commit(named('empty'), other, [{ partition: 0, offset: 9_007_199_254_740_993n }])
  })
  const listed = async () => valuesOf(await gateway().listGroups()).flatMap(({ groups }) => groups)
  const describing = async (name: string, kind: GroupKind) =>
    onlyValue(await gateway().describeGroups([{ group: named(name), kind }]))

  it('lists every group with its kind, its protocol and its state, under the broker that coordinates it', async () => {
    const found = new Map((await listed()).map(({ group, ...rest }) => [group, rest]))
    const commitsEpoch = expect.any(Number)
    expect(found.get(named('classic'))).toEqual({
      commitsEpoch,
      kind: 'classic',
      protocolType: 'consumer',
      state: 'Stable',
    })
    expect(found.get(named('consumer'))).toEqual({
      commitsEpoch,
      kind: 'consumer',
      protocolType: 'consumer',
      state: 'Stable',
    })
    expect(found.get(named('empty'))).toMatchObject({ kind: 'classic', state: 'Empty' })
    const brokers = (await gateway().describeCluster()).brokers.map((broker) => broker.id)
    for (const outcome of await gateway().listGroups())
      expect(brokers).toContain(outcome.ok ? outcome.value.brokerId : null)
  })

  it('tells the members of a classic group and what its leader gave them', async () => {
    const found = await describing('classic', 'classic')
    expect(found).toMatchObject({
      group: named('classic'),
      kind: 'classic',
      state: 'Stable',
      protocolType: 'consumer',
      assignor: 'RoundRobinAssigner',
      groupEpoch: null,
      targetEpoch: null,
      coordinator: expect.any(Number),
    })
    expect(found.members).toEqual([
      {
        memberId: expect.stringContaining('reader'),
        instanceId: null,
        clientId: 'reader',
        host: expect.stringMatching(/^[\d.:a-f]+$/),
        rack: null,
        epoch: null,
        assigned: [{ topic, partitions: expect.toSatisfy(sameNumbers([0, 1, 2])) }],
        target: null,
      },
    ])
  })

  it('tells the members of a consumer group with their epochs, what they have and are to have', async () => {
    const found = await describing('consumer', 'consumer')
    expect(found).toMatchObject({ kind: 'consumer', state: 'Stable', assignor: 'uniform' })
    expect(found.groupEpoch).toBe(found.targetEpoch)
    const all = [{ topic, partitions: expect.toSatisfy(sameNumbers([0, 1, 2])) }]
    expect(found.members).toEqual([
      expect.objectContaining({
        instanceId: 'seat-1',
        clientId: 'modern',
        epoch: found.groupEpoch,
        assigned: all,
        target: all,
      }),
    ])
  })

  it('describes in the order asked; a group that is not there, or is of another kind, is an item', async () => {
    const outcomes = await gateway().describeGroups([
      { group: named('none'), kind: 'classic' },
      { group: named('empty'), kind: 'classic' },
      { group: named('classic'), kind: 'consumer' },
      { group: named('consumer'), kind: 'consumer' },
      { group: named('none'), kind: 'share' },
      { group: named('none'), kind: 'streams' },
      { group: named('empty'), kind: 'unknown' },
    ])
    const missing = 'GROUP_NOT_FOUND'
    expect(codesOf(outcomes)).toEqual([missing, null, missing, null, missing, missing, null])
    expect(outcomes[0]).toMatchObject({ group: named('none') })
    expect(outcomes[1]).toMatchObject({ value: { state: 'Empty', members: [] } })
    expect(await gateway().describeGroups([])).toEqual([])
  })

  it('tells all commits of many groups, exact beyond 2^53, in the order asked, twice where asked twice', async () => {
    const [empty, none, classic, again] = valuesOf(
      await gateway().listGroupOffsets([named('empty'), named('none'), named('classic'), named('empty')]),
    )
    expect(byPlace(empty)).toEqual([`${topic}/0 7 `, `${topic}/2 0 `, `${other}/0 9007199254740993 `])
    expect(empty?.faults).toEqual([])
    const nothing = { coordinator: expect.any(Number), topics: [], faults: [] }
    expect(none).toMatchObject({ group: named('none'), ...nothing })
    expect(classic).toMatchObject({ group: named('classic'), ...nothing })
    expect(again).toEqual(empty)
    expect(visited(empty)).toEqual([`${topic}/0 7`, `${topic}/2 0`, `${other}/0 9007199254740993`])
    expect(await gateway().listGroupOffsets([])).toEqual([])
  })

  it('tells no share offsets of a group that is none, or not there', async () => {
    const [none, empty] = valuesOf(await gateway().listShareOffsets([named('none'), named('empty')]))
    expect(none).toEqual({ group: named('none'), topics: [] })
    expect(empty).toEqual({ group: named('empty'), topics: [] })
  })

  it('makes no group by looking for it', async () => {
    await gateway().describeGroups([{ group: named('none'), kind: 'classic' }])
    await gateway().listGroupOffsets([named('none')])
    expect((await listed()).map(({ group }) => group)).not.toContain(named('none'))
  })

  it('shows a member that left at the next call', async () => {
    const member = await seeder?.join(named('short'), topic, { kind: 'consumer', clientId: 'guest' })
    expect((await describing('short', 'consumer')).members).toHaveLength(1)
    await member?.leave()
    const after = await describing('short', 'consumer')
    expect(after).toMatchObject({ state: 'Empty', members: [] })
  })
}

function sameNumbers(expected: number[]) {
  return (found: number[]) => [...found].sort((a, b) => a - b).join() === expected.join()
}

function visited(found: GroupOffsets | undefined): string[] {
  if (found === undefined) return []
  const [all, at]: [string[], { topic: string }] = [[], { topic: '' }]
  visitCommits(found, {
    topic: (name) => {
      at.topic = name
    },
    commit: (partition, high, low) =>
      void all.push(`${at.topic}/${partition} ${(BigInt(high) << 32n) | BigInt(low)}`),
  })
  return all.sort()
}

type Commits = {
  topics: { topic: string; partitions: { partition: number; offset: bigint; metadata: string }[] }[]
}

function byPlace(found: Commits | undefined): string[] {
  const all = (found?.topics ?? []).flatMap(({ topic, partitions }) =>
    partitions.map(({ partition, offset, metadata }) => `${topic}/${partition} ${offset} ${metadata}`),
  )
  return all.sort((a, b) => Number(a.includes('other')) - Number(b.includes('other')) || a.localeCompare(b))
}
