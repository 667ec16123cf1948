import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { EARLIEST, readGroupStage as stage } from './testing/read-group-stage.ts'

describe('what a plan was made from', () => {
  it.each([
    [
      'a commit',
      (gateway) => gateway.groups.commit('g', [{ topic: 'a', partition: 0, offset: 5n }]),
      'commit',
    ],
    ['the log start', (gateway) => gateway.deleteRecords('a', 1, 3n), 'log-start'],
    [
      'the topic',
      (gateway) => {
        gateway.deleteTopic('b')
        gateway.createTopic({ name: 'b', partitions: 1 })
      },
      'topic',
    ],
    ['a leader', (gateway) => gateway.setOffline('a', 0, true), 'unreadable'],
  ] as [string, (gateway: ReturnType<typeof stage>['gateway']) => void, string][])(
    'is asked again: %s that changed is named, and nothing is written',
    async (_, change, what) => {
      const { plan, apply, writer, gateway, audited, snapshots } = stage()
      const { plan: hash } = await plan('g', EARLIEST)
      change(gateway)
      await expect(apply('g', hash)).rejects.toMatchObject({
        code: 'PLAN_CHANGED',
        details: { changed: [{ what }], count: 1 },
      })
      expect(writer.calls).toEqual([])
      expect(snapshots.list('local', 'g')).toEqual([])
      expect(audited()).toMatchObject([{ result: 'failed', detail: { code: 'PLAN_CHANGED' } }])
    },
  )

  it('may go on where the plan still holds: new records behind the place planned change nothing', async () => {
    const { plan, apply, gateway } = stage()
    const { plan: hash } = await plan('g', { to: { mode: 'latest' } })
    gateway.append('a', 0, [{ timestamp: 1n, key: null, value: 'new' }])
    expect((await apply('g', hash)).rows[0]).toMatchObject({ to: '10', end: 'done' })
  })

  it('is refused while members live, who are named, whether they came before the plan or after it', async () => {
    const { plan, apply, writer, gateway } = stage()
    const free = await plan('g', EARLIEST)
    gateway.groups.join('g', { memberId: 'm-1', clientId: 'reader', host: '10.0.0.7', instanceId: 'seat' })
    await expect(apply('g', free.plan)).rejects.toMatchObject({
      code: 'GROUP_NOT_EMPTY',
      message: expect.stringContaining('reader at 10.0.0.7'),
    })
    const held = await plan('g', EARLIEST)
    expect(held).toMatchObject({
      allowed: false,
      blockers: [{ kind: 'members', count: 1, members: [{ memberId: 'm-1', instanceId: 'seat' }] }],
    })
    gateway.groups.leave('g', 'm-1')
    expect((await apply('g', held.plan)).end).toBe('done')
    expect(writer.calls).toEqual(['commit'])
  })

  it.each(['PreparingRebalance', 'Assigning'])('is refused while the group is %s', async (state) => {
    const { plan, gateway } = stage()
    gateway.groups.setState('g', state)
    expect((await plan('g', EARLIEST)).blockers).toEqual([{ kind: 'busy', state }])
  })

  it('is refused while somebody commits without being a member, and waits until that would be seen', async () => {
    const { plan, apply, gateway, writer } = stage({ watchMs: 300 })
    const planned = await plan('g', { ...EARLIEST, scope: [{ topic: 'a' }] })
    expect(planned.watch.until - planned.watch.since).toBe(300)
    const applied = apply('g', planned.plan)
    await sleep(50)
    // In a partition that the plan does not touch.
    gateway.groups.commit('g', [{ topic: 'b', partition: 0, offset: 2n }])
    await expect(applied).rejects.toMatchObject({
      code: 'GROUP_NOT_EMPTY',
      details: { standalone: { topic: 'b', partition: 0, from: '1', to: '2' } },
    })
    expect((await plan('g', EARLIEST)).blockers).toMatchObject([{ kind: 'standalone', topic: 'b' }])
    await sleep(350)
    const quiet = await plan('g', EARLIEST)
    expect(quiet.blockers).toEqual([])
    expect((await apply('g', quiet.plan)).end).toBe('done')
    expect(writer.calls).toEqual(['commit'])
  })

  it('does not take the commits of a member that has just left for those of somebody else', async () => {
    const { plan, gateway } = stage({ watchMs: 300 })
    gateway.groups.join('g', { memberId: 'm-1' })
    await plan('g', EARLIEST)
    gateway.groups.commit('g', [{ topic: 'a', partition: 0, offset: 7n }])
    gateway.groups.leave('g', 'm-1')
    const left = await plan('g', EARLIEST)
    expect(left.blockers).toEqual([])
    // Its last commits may still be on their way.
    expect(left.watch.until).toBeGreaterThan(left.at + 200)
  })

  it('need not be waited for where it is known that nothing moved for long', async () => {
    const { plan, door } = stage({ watchMs: 60_000 })
    door.habits = async () => ({ rate: null, quietSince: Date.now() - 90_000, standalone: false })
    const { watch } = await plan('g', EARLIEST)
    expect(watch.until).toBeLessThan(Date.now())
  })

  it.each([
    ['streams', [{ kind: 'streams', tool: 'kafka-streams-application-reset' }]],
    ['consumer', []],
  ] as const)('of a group of kind %s is %j', async (kind, blockers) => {
    const { plan, gateway, commits } = stage()
    const before = await commits('g')
    gateway.groups.create({ group: 'g', kind })
    gateway.groups.commit(
      'g',
      before.map((one) => ({ ...one, offset: BigInt(one.offset) })),
    )
    expect((await plan('g', EARLIEST)).blockers).toEqual(blockers)
  })

  it('is warned of where the topics look like those of Kafka Streams', async () => {
    const { plan, gateway } = stage()
    gateway.createTopic({ name: 'g-counts-repartition' })
    gateway.groups.commit('g', [{ topic: 'g-counts-repartition', partition: 0, offset: 0n }])
    expect((await plan('g', EARLIEST)).notes).toEqual(['streams-like'])
    expect((await plan('new', { ...EARLIEST, scope: [{ topic: 'a' }] })).notes).toEqual(['new-group'])
  })
})
