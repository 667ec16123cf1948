import { describe, expect, it } from 'vitest'
import { codesOf, onlyValue, valuesOf } from '../testing/outcomes.ts'
import { createMemoryGateway } from './memory-gateway.ts'
import type { MemoryClusterSpec } from './memory-spec.ts'

const topics = [{ name: 't', partitions: 2 }]
const offset = { topic: 't', partition: 0, offset: 4n }

/** Groups "a" to "h", spread over three brokers, each with a commit. */
function three(spec: MemoryClusterSpec = {}) {
  const gateway = createMemoryGateway({ brokers: [1, 2, 3], topics, requestTimeoutMs: 50, ...spec })
  for (const group of 'abcdefgh') gateway.groups.commit(group, [offset])
  return gateway
}
const all = [...'abcdefgh']

describe('the coordinators of groups in memory', () => {
  it('list their own groups, and fault those when they are not to be reached', async () => {
    const gateway = three()
    const lists = valuesOf(await gateway.listGroups())
    expect(lists.flatMap(({ groups }) => groups.map(({ group }) => group)).sort()).toEqual(all)
    const lost = lists.find(({ brokerId }) => brokerId === 2)?.groups.map(({ group }) => group) ?? []
    expect(lost.length).toBeGreaterThan(0)
    gateway.setBroker(2, 'refusing')
    expect(codesOf(await gateway.listGroups())).toEqual([null, 'CLUSTER_UNREACHABLE', null])
    const outcomes = await gateway.listGroupOffsets(all)
    expect(outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.group]))).toEqual(lost)
  })

  it('answer for the others only when the deadline has passed while one hangs', async () => {
    const gateway = three()
    gateway.setBroker(1, 'hanging')
    const started = performance.now()
    const outcomes = await gateway.listGroupOffsets(all)
    expect(new Set(codesOf(outcomes))).toEqual(new Set([null, 'BROKER_TIMEOUT']))
    expect(performance.now() - started).toBeGreaterThanOrEqual(45)
    const writes = await Promise.all(
      all.map((group) => gateway.writer.deleteGroup(group).catch(({ code }) => code)),
    )
    expect(new Set(writes)).toEqual(new Set([undefined, 'WRITE_UNKNOWN']))
  })

  it('hand their groups to another when they go down', async () => {
    const gateway = three()
    gateway.setBroker(3, 'down')
    const lists = valuesOf(await gateway.listGroups())
    expect(lists.flatMap(({ groups }) => groups)).toHaveLength(8)
    expect(lists.map(({ brokerId }) => brokerId)).toEqual([1, 2])
  })
})

describe('groups in memory', () => {
  it('take their state from their members unless it is set', async () => {
    const gateway = three()
    const stateOf = async () =>
      onlyValue(await gateway.describeGroups([{ group: 'a', kind: 'classic' }])).state
    expect(await stateOf()).toBe('Empty')
    gateway.groups.join('a', { memberId: 'm', assigned: [{ topic: 't', partitions: [0] }] })
    expect(await stateOf()).toBe('Stable')
    gateway.groups.setState('a', 'PreparingRebalance')
    expect(await stateOf()).toBe('PreparingRebalance')
    gateway.groups.setState('a', null)
    gateway.groups.leave('a', 'm')
    expect(await stateOf()).toBe('Empty')
    gateway.groups.remove('a')
    await expect(stateOf()).rejects.toMatchObject({ code: 'GROUP_NOT_FOUND' })
  })

  it('share with start and lag as a test says, also unknown ones', async () => {
    const gateway = three()
    gateway.groups.share('s', 't', 0, { startOffset: 3n, lag: 2n })
    gateway.groups.share('s', 't', 1, { startOffset: null, lag: null })
    expect(onlyValue(await gateway.listShareOffsets(['s'])).topics).toEqual([
      {
        topic: 't',
        partitions: [
          { partition: 0, startOffset: 3n, lag: 2n, fault: null },
          { partition: 1, startOffset: null, lag: null, fault: null },
        ],
      },
    ])
  })

  it('are hidden from who may not describe them, and their topics from who may not see those', async () => {
    const gateway = three({ denied: { groups: ['a'], groupWrites: ['b'] } })
    const listed = valuesOf(await gateway.listGroups()).flatMap(({ groups }) => groups)
    expect(listed.map(({ group }) => group)).not.toContain('a')
    expect(codesOf(await gateway.listGroupOffsets(['a', 'b']))).toEqual(['NOT_AUTHORIZED', null])
    expect(codesOf(await gateway.describeGroups([{ group: 'a', kind: 'classic' }]))).toEqual([
      'NOT_AUTHORIZED',
    ])
    const [refused] = await gateway.writer.commitGroupOffsets('b', [
      { ...offset, leaderEpoch: null, metadata: '' },
    ])
    expect(refused).toMatchObject({ fault: { code: 'NOT_AUTHORIZED', written: 'no' } })
    gateway.setDenied({ topics: ['t'] })
    expect(onlyValue(await gateway.listGroupOffsets(['b'])).topics).toEqual([])
  })

  it('have neither kinds nor states on old releases, which know no newer kind', async () => {
    const gateway = three({ release: '2.1' })
    gateway.groups.create({ group: 'new', kind: 'consumer' })
    const listed = valuesOf(await gateway.listGroups()).flatMap(({ groups }) => groups)
    expect(listed.find(({ group }) => group === 'new')).toMatchObject({ kind: 'classic', state: null })
    expect(codesOf(await gateway.describeGroups([{ group: 'new', kind: 'consumer' }]))).toEqual([
      'NOT_SUPPORTED',
    ])
    expect(codesOf(await gateway.listShareOffsets(['a']))).toEqual(['NOT_SUPPORTED'])
    const [outcome] = await gateway.writer.deleteGroupOffsets('a', 'classic', [offset])
    expect(outcome).toMatchObject({ fault: { code: 'NOT_SUPPORTED' } })
  })
})
