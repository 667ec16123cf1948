import { AlertRuleBody } from '@sluice/shared/alerts'
import { describe, expect, it } from 'vitest'
import { temporaryFolder, temporaryStore } from '#store/testing/temporary-store.ts'
import { createAlertBench } from './testing/alert-bench.ts'
import { sampleGroup, samplePartition, sampleTopic } from './testing/sample-board.ts'

const LATE = { condition: { kind: 'lagMessages', above: '1000' } } as const
const late = (group = 'billing') => sampleGroup({ group, lag: 5000n, lagState: 'LAGGING' })
const fine = (group = 'billing') => sampleGroup({ group, lag: 10n })
const bench = (rules: Parameters<typeof createAlertBench>[1] = [LATE]) =>
  createAlertBench(temporaryStore().store, rules)

describe('alerts of a cluster', () => {
  it('are told when they fire and when they end, with the same beginning', async () => {
    const { cycles, tellings, alerts } = bench()
    await cycles(2, [late(), fine('other')])
    expect(alerts.counts()).toEqual({ firing: 0, muted: 0, pending: 1 })
    await cycles(1, [late(), fine('other')])
    expect(alerts.counts()).toEqual({ firing: 1, muted: 0, pending: 0 })
    await cycles(10, [fine(), fine('other')])
    expect(tellings.map(({ status, alert, since }) => [status, alert.group, alert.worst, since])).toEqual([
      ['firing', 'billing', '5000', tellings[0]?.since],
      ['resolved', 'billing', '5000', tellings[0]?.since],
    ])
    const { open, past } = alerts.list()
    expect({ open, past: past.map(({ reason, value, worst }) => ({ reason, value, worst })) }).toEqual({
      open: [],
      past: [{ reason: 'cleared', value: '10', worst: '5000' }],
    })
  })

  it('neither fire nor end while the cluster cannot be read, and say so', async () => {
    const { cycles, told, alerts, board, wait } = bench()
    await cycles(4, [late()])
    expect(told()).toEqual(['firing billing'])
    board.setHealth({
      faults: [{ code: 'CLUSTER_UNREACHABLE', message: 'No broker answers.', brokerId: null }],
    })
    wait(600_000)
    expect(alerts.list()).toMatchObject({
      suspended: 'No broker answers.',
      open: [{ status: 'firing', unknownBecause: 'cluster' }],
    })
    board.setHealth({ faults: [] })
    await cycles(2, [fine()])
    expect({ told: told(), firing: alerts.counts().firing }).toEqual({ told: [], firing: 1 })
  })

  it('end with their group, and are not taken for ended while a fault may hide it', async () => {
    const { cycles, told, alerts, board } = bench()
    await cycles(4, [late(), late('second')])
    told()
    board.setHealth({ faults: [{ code: 'BROKER_TIMEOUT', message: 'Broker 2 is late.', brokerId: 2 }] })
    await cycles(3, [late()], { vanished: [] })
    expect(alerts.list().open.find(({ group }) => group === 'second')?.unknownBecause).toBe('group')
    expect(told()).toEqual([])
    board.setHealth({ faults: [] })
    await cycles(1, [late()])
    expect(told()).toEqual(['resolved second'])
    expect(alerts.list().past[0]).toMatchObject({ group: 'second', reason: 'group-deleted' })
  })

  it('of a group whose offsets were moved are muted by that, and say until when', async () => {
    const { cycles, told, alerts, now } = bench()
    const event = {
      at: 0,
      group: 'billing',
      kind: 'reset',
      topic: null,
      partition: null,
      detail: {},
    } as const
    await cycles(4, [late(), late('other')], { events: [event] })
    expect(told()).toEqual(['firing other'])
    expect(alerts.list().mutes).toMatchObject([{ groups: ['billing'], source: 'reset' }])
    expect(alerts.counts()).toEqual({ firing: 2, muted: 1, pending: 0 })
    await cycles(180, [late(), late('other')])
    expect(told()).toEqual(['firing billing'])
    expect(now()).toBeGreaterThan(0)
  })

  it('that are muted are told when the mute ends, if they still fire', async () => {
    const { cycles, told, alerts } = bench()
    const { id } = alerts.addMute({ groups: ['bill*'], ruleId: null, forMs: 3_600_000, by: 'Min', note: '' })
    await cycles(10, [late()])
    expect(told()).toEqual([])
    alerts.endMute(id)
    expect(told()).toEqual(['firing billing'])
  })

  it('that are acknowledged for a time are told again after it', async () => {
    const { cycles, told, alerts } = bench()
    await cycles(4, [late()])
    const [alert] = alerts.list().open
    alerts.acknowledge({ id: alert?.id ?? '', acknowledged: true, forMs: 60_000, by: 'Min', note: 'at it' })
    expect(alerts.list().open[0]?.acknowledged).toMatchObject({ by: 'Min', note: 'at it' })
    await cycles(5, [late()])
    expect(told()).toEqual(['firing billing'])
    await cycles(2, [late()])
    expect(told()).toEqual(['firing billing'])
    expect(alerts.list().open[0]?.acknowledged).toBeNull()
    expect(() =>
      alerts.acknowledge({ id: 'none', acknowledged: true, forMs: null, by: '', note: '' }),
    ).toThrow(/has ended/)
  })

  it('of groups whose long names begin alike are told apart', async () => {
    const { cycles, alerts } = bench()
    const names = ['a', 'b'].map((end) => `team-billing.invoices-of-the-eastern-region.${end}`)
    await cycles(4, names.map(late))
    const { open } = alerts.list()
    expect(new Set(open.map(({ id }) => id)).size).toBe(2)
    const second = open.find(({ group }) => group === names[1])
    alerts.acknowledge({ id: second?.id ?? '', acknowledged: true, forMs: null, by: 'Min', note: '' })
    const taken = alerts.list().open.filter(({ acknowledged }) => acknowledged !== null)
    expect(taken.map(({ group }) => group)).toEqual([names[1]])
  })

  it('go on after a restart: what was told is not told again, and its end is', async () => {
    const dataDir = temporaryFolder()
    const first = temporaryStore({ dataDir })
    const before = createAlertBench(first.store, [LATE])
    await before.cycles(4, [late()])
    const [open] = before.alerts.list().open
    before.stop()
    first.store.close()
    const after = createAlertBench(temporaryStore({ dataDir }).store, [LATE])
    expect(after.alerts.list().open).toMatchObject([{ id: open?.id, status: 'firing' }])
    await after.cycles(3, [late()])
    expect(after.told()).toEqual([])
    await after.cycles(12, [fine()])
    expect(after.told()).toEqual(['resolved billing'])
    expect(after.alerts.list().past).toHaveLength(1)
  })

  it('that flap are told so once, and as they stand when they have settled', async () => {
    const { cycles, told, alerts } = bench()
    for (let turn = 0; turn < 4; turn += 1) {
      await cycles(4, [late()])
      await cycles(10, [fine()])
    }
    expect(told()).toEqual([
      'firing billing',
      'resolved billing',
      'firing billing',
      'resolved billing',
      'flapping billing',
    ])
    await cycles(100, [fine()])
    expect({ told: told(), past: alerts.list().past.length }).toEqual({ told: [], past: 4 })
    await cycles(90, [fine()])
    expect({ told: told(), open: alerts.list().open }).toEqual({ told: ['resolved billing'], open: [] })
  })

  it('keep rules and mutes over a restart', () => {
    const dataDir = temporaryFolder()
    const first = temporaryStore({ dataDir })
    const before = createAlertBench(first.store)
    before.alerts.createRule(AlertRuleBody.parse({ name: 'kept', groups: ['*'], ...LATE }))
    before.alerts.addMute({ groups: ['a'], ruleId: null, forMs: 3_600_000, by: 'Min', note: '' })
    before.stop()
    first.store.close()
    const { alerts } = createAlertBench(temporaryStore({ dataDir }).store)
    expect(alerts.rules().rules.map(({ name }) => name)).toEqual(['kept'])
    expect(alerts.list().mutes).toMatchObject([{ groups: ['a'], by: 'Min' }])
  })

  it('are told by the first of two Sluices on one folder alone', async () => {
    const dataDir = temporaryFolder()
    const first = createAlertBench(temporaryStore({ dataDir }).store, [LATE])
    const second = createAlertBench(temporaryStore({ dataDir }).store, [LATE])
    await Promise.all([first.cycles(4, [late()]), second.cycles(4, [late()])])
    expect([first.told(), second.told()]).toEqual([['firing billing'], []])
    expect(second.alerts.counts().firing).toBe(1)
  })

  it('of a rule that is deleted, turned off, changed or no longer for the group end with that reason', async () => {
    const { cycles, told, alerts } = bench([])
    const body = AlertRuleBody.parse({
      name: 'late',
      groups: ['*'],
      forMs: 0,
      receivers: ['on-call'],
      ...LATE,
    })
    const reasons: (string | null | undefined)[] = []
    for (const change of [
      (id: string) => alerts.deleteRule(id),
      (id: string) => void alerts.replaceRule(id, { ...body, enabled: false }),
      (id: string) => void alerts.replaceRule(id, { ...body, groups: ['no-one'] }),
      (id: string) =>
        void alerts.replaceRule(id, { ...body, condition: { kind: 'lagMessages', above: '9999' } }),
    ]) {
      const { id } = alerts.createRule(body)
      await cycles(4, [late()])
      expect(told()).toEqual(['firing billing'])
      change(id)
      await cycles(1, [late()])
      expect(told()).toEqual(['resolved billing'])
      reasons.push(alerts.list().past[0]?.reason)
      for (const rule of alerts.rules().rules) alerts.deleteRule(rule.id)
    }
    expect(reasons).toEqual(['rule-deleted', 'rule-disabled', 'rule-changed', 'rule-changed'])
  })

  it('of no progress see one partition that stands among others that move', async () => {
    const { cycles, told } = bench([{ condition: { kind: 'noProgress', afterMs: 60_000 } }])
    for (let n = 0n; n < 12n; n += 1n) {
      const partitions = [
        samplePartition({ partition: 0, committed: 100n + n, lag: 5n }),
        samplePartition({ partition: 1, committed: 77n, lag: 3n }),
      ]
      await cycles(1, [sampleGroup({ topics: [sampleTopic({ partitions })] })])
    }
    expect(told()).toEqual(['firing billing'])
  })

  it('of topics look at those only', async () => {
    const { cycles, alerts } = bench([{ ...LATE, topics: ['a*'] }])
    const topics = [sampleTopic({ topic: 'abc', lag: 5n }), sampleTopic({ topic: 'xyz', lag: 5000n })]
    await cycles(5, [sampleGroup({ lag: 5005n, topics }), sampleGroup({ group: 'reads none', lag: 9999n })])
    expect(alerts.counts()).toEqual({ firing: 0, muted: 0, pending: 0 })
    expect(alerts.rules().rules[0]?.matches).toBe(2)
  })

  it('of rules in the configuration cannot be changed here', () => {
    const { alerts } = bench()
    const body = AlertRuleBody.parse({ name: 'x', groups: ['*'], ...LATE })
    expect(() => alerts.deleteRule('config-1')).toThrow(/configuration file/)
    expect(() => alerts.replaceRule('config-1', body)).toThrow(/configuration file/)
    expect(() => alerts.createRule({ ...body, receivers: ['nobody'] })).toThrow(/nobody/)
    expect(() => alerts.deleteRule('missing')).toThrow(/missing/)
  })

  it('are judged where nothing can be kept, and say that it is not', async () => {
    const broken = createAlertBench(temporaryStore({ dataDir: '/dev/null/nowhere' }).store, [LATE])
    await broken.cycles(4, [late()])
    expect(broken.told()).toEqual(['firing billing'])
    expect(broken.alerts.list()).toMatchObject({ kept: false, counts: { firing: 1 } })
    expect(broken.alerts.rules()).toMatchObject({ kept: false, unkept: expect.stringMatching(/./) })
  })
})

describe('fifteen thousand groups', () => {
  it('are judged by twenty rules in slices', async () => {
    const rules = Array.from({ length: 20 }, (_, n) => ({ ...LATE, groups: [`*${n % 10}`, '!*-test'] }))
    const { cycles, alerts } = bench(rules)
    const groups = Array.from({ length: 15_000 }, (_, n) => fine(`service-${n}`))
    await cycles(1, groups)
    let turns = 0
    const beat = setInterval(() => {
      turns += 1
    }, 1)
    await cycles(1, groups)
    clearInterval(beat)
    expect(alerts.rules().rules[3]?.matches).toBe(1500)
    expect(turns).toBeGreaterThan(0)
  })
})
