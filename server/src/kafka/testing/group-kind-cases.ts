import { describe, expect, it } from 'vitest'
import type { GroupKind } from '../groups.ts'
import type { GroupKindsStage } from './group-kinds-stage.ts'
import { onlyValue, valuesOf } from './outcomes.ts'

/** What the gateway tells of the groups of {@link GroupKindsStage}, as long as there are no others. */
export function groupKindCases(stage: () => GroupKindsStage): void {
  const describeOne = async (group: string, kind: GroupKind) =>
    onlyValue(await stage().gateway.describeGroups([{ group, kind }]))

  describe('groups of every kind on Kafka', () => {
    it('are not looked for where there never was one: Kafka would make its topic of commits', () => {
      expect(stage().untouched).toEqual({ commits: 0, described: ['GROUP_NOT_FOUND'], topics: [] })
    })

    it('are listed with their kind, protocol and state', async () => {
      const groups = valuesOf(await stage().gateway.listGroups()).flatMap((broker) => broker.groups)
      const told = groups.map(({ group, kind, protocolType, state }) => [group, kind, protocolType, state])
      expect(told.sort()).toEqual([
        ['connect-sink', 'classic', 'connect', 'Stable'],
        ['console-classic', 'classic', 'consumer', 'Stable'],
        ['console-consumer', 'consumer', 'consumer', 'Stable'],
        ['console-share', 'share', 'share', 'Stable'],
        ['left-over', 'classic', '', 'Empty'],
        ['standalone', 'classic', '', 'Empty'],
        ['streams-app', 'streams', 'streams', 'Stable'],
        ['transactional', 'classic', '', 'Empty'],
      ])
    })

    it('tell a share group’s members, and what each may read', async () => {
      expect(await describeOne('console-share', 'share')).toMatchObject({
        kind: 'share',
        state: 'Stable',
        protocolType: 'share',
        assignor: 'simple',
        groupEpoch: expect.any(Number),
        members: [
          {
            clientId: 'console-share-consumer',
            host: '127.0.0.1',
            epoch: expect.any(Number),
            assigned: [{ topic: 'in', partitions: [0, 1] }],
            target: null,
          },
        ],
      })
    })

    it('tell a streams group’s members by the topics that their tasks read, its internal ones too', async () => {
      const { members, ...group } = await describeOne('streams-app', 'streams')
      expect(group).toMatchObject({ kind: 'streams', state: 'Stable', coordinator: 1 })
      const repartition = 'streams-app-by-value-repartition'
      expect(group.subtopologies).toEqual([
        { id: '0', reads: ['in'], writes: [repartition] },
        { id: '1', reads: [repartition], writes: [] },
      ])
      const [member, ...more] = members
      expect(more).toEqual([])
      expect(member?.clientId).toContain('streams-app')
      const assigned = [...(member?.assigned ?? [])].sort((a, b) => a.topic.localeCompare(b.topic))
      expect(assigned).toEqual([
        { topic: 'in', partitions: [0, 1] },
        { topic: 'streams-app-by-value-repartition', partitions: [0, 1] },
      ])
      expect(member?.target).toEqual(member?.assigned)
    })

    it('leave a member empty-handed whose assignment is not of topics', async () => {
      expect(await describeOne('connect-sink', 'classic')).toMatchObject({
        protocolType: 'connect',
        assignor: 'sessioned',
        members: [{ instanceId: 'seat-1', assigned: [] }],
      })
    })

    it('tell what a transaction has committed, not what one has aborted', async () => {
      expect(onlyValue(await stage().gateway.listGroupOffsets(['transactional'])).topics).toEqual([
        { topic: 'in', partitions: [expect.objectContaining({ partition: 0, offset: 3n })] },
      ])
    })

    it('tell the commits to a topic that is deleted until the group forgets them', async () => {
      const { topics } = onlyValue(await stage().gateway.listGroupOffsets(['left-over']))
      expect(topics.flatMap(({ topic }) => topic)).toContain('in')
    })

    it('move no share group that has members', async () => {
      const [outcome] = await stage().writer.alterShareOffsets('console-share', [
        { topic: 'in', partition: 0, offset: 0n },
      ])
      expect(outcome).toMatchObject({ ok: false, fault: { code: 'GROUP_NOT_EMPTY', written: 'no' } })
      const moved = await stage().writer.commitGroupOffsets('streams-app', [
        { topic: 'in', partition: 0, offset: 0n, leaderEpoch: null, metadata: '' },
      ])
      expect(moved).toMatchObject([{ ok: false, fault: { code: 'GROUP_NOT_EMPTY', written: 'no' } }])
    })
  })
}
