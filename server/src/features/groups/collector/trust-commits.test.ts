import { causeSentence } from '@sluice/shared/groups-sentence'
import { describe, expect, it } from 'vitest'
import { coordinatorMoving } from '#kafka/faults.ts'
import { watched } from './testing/watched-cluster.ts'

const CYCLE = 10_000

/** A group at 8 of 10 in one partition and at 10 in the other, and a script of who coordinates it and what that one tells. */
async function scripted() {
  const cluster = watched({ brokers: [1, 2, 3] })
  const { gateway, collector, produce, commit, after } = cluster
  for (const partition of [0, 1]) produce('orders', partition, 10)
  commit('billing', 'orders', 0, 8)
  commit('billing', 'orders', 1, 10)
  gateway.groups.join('billing', { memberId: 'm1', assigned: [{ topic: 'orders', partitions: [0, 1] }] })
  const script = { coordinator: 1, epoch: null as number | null, away: false }
  const [list, offsets] = [gateway.listGroups, gateway.listGroupOffsets]
  gateway.listGroups = async (options) => {
    const groups = (await list(options)).flatMap((one) => (one.ok ? one.value.groups : []))
    return [1, 2, 3].map((brokerId) => {
      if (brokerId === script.coordinator && script.away)
        return { ok: false as const, brokerId, fault: coordinatorMoving('billing') }
      const own = brokerId === script.coordinator ? groups : []
      const told = own.map((one) => ({ ...one, commitsEpoch: script.epoch }))
      return { ok: true as const, value: { brokerId, groups: told } }
    })
  }
  gateway.listGroupOffsets = async (groups, options) =>
    (await offsets(groups, options)).map((one) => {
      if (script.away) return { ok: false as const, group: 'billing', fault: coordinatorMoving('billing') }
      return one.ok ? { ok: true as const, value: { ...one.value, coordinator: script.coordinator } } : one
    })
  for (let cycle = 0; cycle < 70; cycle += 1) {
    await after(CYCLE)
    produce('orders', 1, 1)
    commit('billing', 'orders', 1, 10 + cycle + 1)
  }
  await after(CYCLE)
  const kinds = async () => (await after(CYCLE)).events.map(({ kind }) => kind)
  const told = () => {
    const { lag, lagState, cause, asOf } = collector.summary('billing') ?? {}
    return { lag, lagState, asOf, unconfirmed: cause?.unconfirmed }
  }
  return { ...cluster, script, kinds, told }
}

describe('commits of a group whose coordinator has just changed', () => {
  it('that went back are not believed, and nothing is told of them when they come back', async () => {
    const { script, kinds, told, commit, collector, now } = await scripted()
    const before = told()
    const known = now()
    expect(before).toMatchObject({ lag: '2', asOf: known, unconfirmed: undefined })
    script.coordinator = 2
    commit('billing', 'orders', 0, 3)
    commit('billing', 'orders', 1, 4)
    for (const ms of [1, 2]) {
      expect(await kinds()).toEqual([])
      expect(told()).toEqual({ ...before, unconfirmed: { asOf: known, changedAt: known + CYCLE } })
      expect(now()).toBe(known + ms * CYCLE)
    }
    const { cause } = collector.summary('billing') ?? {}
    expect(cause && causeSentence(cause, now())).toMatch(
      / Its coordinator changed 10 s ago and does not tell all commits yet: this is what was known 20 s ago\.$/,
    )
    expect(collector.summary('billing')?.trend.slice(-3)).toEqual([2, null, null])
    commit('billing', 'orders', 0, 8)
    commit('billing', 'orders', 1, 80)
    expect(await kinds()).toEqual([])
    expect(told()).toMatchObject({ lag: '2', asOf: now(), unconfirmed: undefined })
  })

  it('that vanished are not believed either, and no row of theirs is forgotten', async () => {
    const { gateway, script, kinds, told, detail, commit } = await scripted()
    script.coordinator = 3
    gateway.groups.forgetCommits('billing', 'orders')
    const before = told()
    expect(await kinds()).toEqual([])
    expect(told()).toMatchObject({ lag: before.lag, lagState: before.lagState, asOf: before.asOf })
    expect((await detail('billing')).rows).toMatchObject([
      { committed: '8', cause: { unconfirmed: { asOf: before.asOf } } },
      { committed: '80' },
    ])
    commit('billing', 'orders', 0, 8)
    commit('billing', 'orders', 1, 80)
    expect(await kinds()).toEqual([])
    expect(told()).toMatchObject({ lag: '2', unconfirmed: undefined })
  })

  it('that went back and stay there are believed half a minute later, and then told once', async () => {
    const { script, kinds, told, commit } = await scripted()
    script.coordinator = 2
    commit('billing', 'orders', 0, 3)
    const events: string[][] = []
    for (let cycle = 0; cycle < 5; cycle += 1) events.push(await kinds())
    expect(events).toEqual([[], [], [], ['rewind', 'state'], []])
    expect(told()).toMatchObject({ lag: '7', lagState: 'REWOUND', unconfirmed: undefined })
  })

  it('are believed after a minute at most, however often the coordinator changes', async () => {
    const { script, kinds, commit } = await scripted()
    commit('billing', 'orders', 0, 3)
    const events: string[] = []
    for (let cycle = 0; cycle < 7; cycle += 1) {
      script.coordinator = (cycle % 2) + 2
      events.push(...(await kinds()))
    }
    expect(events).toContain('rewind')
  })

  it('are doubted when the same broker took over again, by its epoch or by its absence', async () => {
    const byEpoch = await scripted()
    byEpoch.script.epoch = 5
    await byEpoch.after(CYCLE)
    byEpoch.script.epoch = 6
    byEpoch.commit('billing', 'orders', 0, 3)
    expect(await byEpoch.kinds()).toEqual([])
    expect(byEpoch.told().unconfirmed).toBeDefined()

    const byAbsence = await scripted()
    byAbsence.script.away = true
    expect(await byAbsence.kinds()).toEqual(['state'])
    byAbsence.script.away = false
    byAbsence.commit('billing', 'orders', 0, 3)
    expect(await byAbsence.kinds()).not.toContain('rewind')
    expect(byAbsence.told()).toMatchObject({ lag: '2', unconfirmed: { asOf: expect.any(Number) } })
    expect(byAbsence.told().lagState).not.toBe('UNKNOWN')
  })

  it('are believed at once when they moved on, when we moved them ourselves, and long after the change', async () => {
    const onward = await scripted()
    onward.script.coordinator = 2
    onward.commit('billing', 'orders', 0, 9)
    await onward.kinds()
    expect(onward.told()).toMatchObject({ lag: '1', unconfirmed: undefined })

    const ours = await scripted()
    ours.script.coordinator = 2
    ours.collector.movedByUs('billing')
    ours.commit('billing', 'orders', 0, 3)
    expect(await ours.kinds()).toContain('rewind')

    const later = await scripted()
    later.script.coordinator = 2
    for (let cycle = 0; cycle < 4; cycle += 1) await later.kinds()
    later.commit('billing', 'orders', 0, 3)
    expect(await later.kinds()).toContain('rewind')
  })

  it('leave a group in the list that its new coordinator does not name yet', async () => {
    const { gateway, script, after, collector } = await scripted()
    script.coordinator = 2
    await after(CYCLE)
    const list = gateway.listGroups
    gateway.listGroups = async () =>
      [1, 2, 3].map((brokerId) => ({ ok: true as const, value: { brokerId, groups: [] } }))
    expect((await after(CYCLE)).vanished).toEqual([])
    gateway.listGroups = list
    await after(CYCLE)
    expect(collector.summary('billing')).toMatchObject({ lag: '2' })
    for (let cycle = 0; cycle < 3; cycle += 1) await after(CYCLE)
    gateway.groups.remove('billing')
    expect((await after(CYCLE)).vanished).toEqual(['billing'])
  })
})
