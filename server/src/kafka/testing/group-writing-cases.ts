import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { GroupWriteOutcome } from '../groups.ts'
import type { KafkaWriter } from '../writer.ts'
import { type CaseSubject, useSubject } from './case-subject.ts'
import { onlyValue, valuesOf } from './outcomes.ts'

/** What writers must do to groups and refuse, whatever is behind them. */
export function groupWritingCases(open: () => Promise<CaseSubject>): void {
  const id = randomUUID()
  const topic = `moving.${id}`
  const other = `moving.other.${id}`
  const named = (name: string) => `${name}.${id}`
  let writer: KafkaWriter
  const gateway = useSubject(
    async () => {
      const subject = await open()
      writer = subject.writer
      return subject
    },
    async (seeder) => {
      await seeder.createTopic({ name: topic, partitions: 3 })
      await seeder.createTopic({ name: other, partitions: 1 })
      await seeder.join(named('classic'), topic, { kind: 'classic', clientId: 'reader' })
      await seeder.join(named('consumer'), topic, { kind: 'consumer', clientId: 'modern' })
    },
  )
  const at = (partition: number, offset: bigint, more: { topic?: string; metadata?: string } = {}) => ({
    topic,
    partition,
    offset,
    leaderEpoch: 0,
    metadata: '',
    ...more,
  })
  const commit = async (name: string, ...offsets: ReturnType<typeof at>[]) =>
    (await writer.commitGroupOffsets(named(name), offsets)).map(told)
  const commitsOf = async (name: string) => onlyValue(await gateway().listGroupOffsets([named(name)])).topics
  const groups = async () =>
    valuesOf(await gateway().listGroups()).flatMap((broker) => broker.groups.map(({ group }) => group))

  it('commits for a group that nobody has joined, with epoch and metadata, and over what there was', async () => {
    expect(await commit('new', at(2, 5n, { metadata: '메모 1' }), at(0, 9_007_199_254_740_993n))).toEqual([
      'ok',
      'ok',
    ])
    expect(await commit('new', at(2, 3n))).toEqual(['ok'])
    const [found, ...more] = await commitsOf('new')
    expect(more).toEqual([])
    expect(found?.partitions.sort((a, b) => a.partition - b.partition)).toEqual([
      { partition: 0, offset: 9_007_199_254_740_993n, leaderEpoch: 0, metadata: '' },
      { partition: 2, offset: 3n, leaderEpoch: 0, metadata: '' },
    ])
    expect(await commit('noted', { ...at(1, 4n, { metadata: '메모 1' }), leaderEpoch: 0 })).toEqual(['ok'])
    expect((await commitsOf('noted'))[0]?.partitions[0]).toMatchObject({ metadata: '메모 1' })
    expect(await writer.commitGroupOffsets(named('new'), [])).toEqual([])
  })

  it('commits without an epoch', async () => {
    const offsets = [{ ...at(0, 1n), leaderEpoch: null }]
    expect((await writer.commitGroupOffsets(named('epochless'), offsets)).map(told)).toEqual(['ok'])
    expect((await commitsOf('epochless'))[0]?.partitions[0]?.leaderEpoch).toBeNull()
  })

  it('answers each partition in order, one that is not there as an item, and commits the others', async () => {
    const outcomes = await writer.commitGroupOffsets(named('partial'), [
      at(9, 1n),
      at(1, 1n),
      at(0, 1n, { topic: `unknown.${id}` }),
    ])
    expect(outcomes.map(({ partition }) => partition)).toEqual([9, 1, 0])
    expect(outcomes.map(({ ok }) => ok)).toEqual([false, true, false])
    for (const outcome of outcomes) {
      if (!outcome.ok)
        expect(outcome.fault).toMatchObject({ written: 'no', code: expect.stringMatching(/NOT_FOUND$/) })
    }
    expect((await commitsOf('partial')).map((one) => [one.topic, one.partitions.length])).toEqual([
      [topic, 1],
    ])
  })

  it.each(['classic', 'consumer'])('moves no %s group that has members, nor deletes it', async (name) => {
    expect(await commit(name, at(0, 1n))).toEqual(['GROUP_NOT_EMPTY no'])
    expect(await commitsOf(name)).toEqual([])
    await expect(writer.deleteGroup(named(name))).rejects.toMatchObject({
      code: 'GROUP_NOT_EMPTY',
      written: 'no',
      message: expect.stringContaining(named(name)),
    })
    expect(await groups()).toContain(named(name))
  })

  it('forgets single commits, also where there is none, and keeps the others', async () => {
    await commit('forgetful', at(0, 1n), at(1, 1n), at(0, 1n, { topic: other }))
    const places = [
      { topic, partition: 1 },
      { topic, partition: 2 },
      { topic: other, partition: 0 },
    ]
    const outcomes = await writer.deleteGroupOffsets(named('forgetful'), 'classic', places)
    expect(outcomes.map(told)).toEqual(['ok', 'ok', 'ok'])
    expect((await commitsOf('forgetful')).map((one) => [one.topic, one.partitions[0]?.partition])).toEqual([
      [topic, 0],
    ])
  })

  it('forgets nothing in a topic that members read', async () => {
    const outcomes = await writer.deleteGroupOffsets(named('classic'), 'classic', [{ topic, partition: 0 }])
    expect(outcomes.map(told)).toEqual(['GROUP_NOT_EMPTY no'])
    const unknown = await writer.deleteGroupOffsets(named('none'), 'classic', [{ topic, partition: 0 }])
    expect(unknown.map(told)).toEqual(['GROUP_NOT_FOUND no'])
  })

  it('deletes a group without members with all it had, once', async () => {
    await commit('doomed', at(0, 1n))
    expect(await groups()).toContain(named('doomed'))
    await writer.deleteGroup(named('doomed'))
    expect(await groups()).not.toContain(named('doomed'))
    expect(await commitsOf('doomed')).toEqual([])
    await expect(writer.deleteGroup(named('doomed'))).rejects.toMatchObject({ code: 'GROUP_NOT_FOUND' })
  })

  it('makes a share group by moving it, moves it again, and forgets whole topics of it', async () => {
    const move = async (name: string, ...offsets: { topic: string; partition: number; offset: bigint }[]) =>
      (await writer.alterShareOffsets(named(name), offsets)).map(told)
    const placesOf = async (name: string) => {
      const { topics } = onlyValue(await gateway().listShareOffsets([named(name)]))
      return topics.flatMap((one) =>
        one.partitions.flatMap(({ partition, startOffset, fault }) => {
          expect(fault).toBeNull()
          return startOffset === null ? [] : [`${one.topic}/${partition} ${startOffset}`]
        }),
      )
    }
    const first = { topic, partition: 0, offset: 5n }
    const unknown = { topic: `unknown.${id}`, partition: 0, offset: 1n }
    expect(await move('shared', first, unknown, { topic: other, partition: 0, offset: 2n })).toEqual([
      'ok',
      expect.stringMatching(/NOT_FOUND no$/),
      'ok',
    ])
    expect(await groups()).toContain(named('shared'))
    expect((await placesOf('shared')).sort()).toEqual([`${topic}/0 5`, `${other}/0 2`].sort())
    expect(await move('shared', { ...first, offset: 3n })).toEqual(['ok'])
    expect(await placesOf('shared')).toContain(`${topic}/0 3`)
    const forgotten = await writer.deleteGroupOffsets(named('shared'), 'share', [{ topic, partition: 0 }])
    expect(forgotten.map(told)).toEqual(['ok'])
    expect(await placesOf('shared')).toEqual([`${other}/0 2`])
  })

  it('moves no group of another kind as a share group', async () => {
    await commit('plain', at(0, 1n))
    const outcomes = await writer.alterShareOffsets(named('plain'), [{ topic, partition: 0, offset: 1n }])
    expect(outcomes.map(told)).toEqual(['GROUP_NOT_FOUND no'])
    expect((await commitsOf('plain'))[0]?.partitions[0]?.offset).toBe(1n)
  })
}

function told(outcome: GroupWriteOutcome): string {
  return outcome.ok ? 'ok' : `${outcome.fault.code} ${outcome.fault.written}`
}
