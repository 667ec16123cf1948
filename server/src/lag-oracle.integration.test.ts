import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { GroupDetail, GroupPartition } from '@sluice/shared/groups'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { groupKindCases } from '#kafka/testing/group-kind-cases.ts'
import { type GroupKindsStage, startGroupKinds } from '#kafka/testing/group-kinds-stage.ts'
import { Store } from '#store/open-store.ts'
import { groupLoadCases } from './testing/group-load-cases.ts'
import { groupMoveCases } from './testing/group-move-cases.ts'
import { contradictions } from './testing/group-sums.ts'
import { createGroupsApp, type GroupsApp } from './testing/groups-app.ts'
import { type KnownLogs, nextTimeAt } from './testing/known-logs.ts'
import { DRAWN, seedOracleGroups } from './testing/oracle-groups.ts'
import { describedGroups, type ToldPlace } from './testing/told-by-tools.ts'

let stage: GroupKindsStage
let folder: string
let store: Store
let app: GroupsApp
let logs: KnownLogs

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-lag-oracle-'))
  const said = () => {}
  store = new Store({ dataDir: folder, maxBytes: 1 << 26, log: { info: said, warn: said, error: said } })
  stage = await startGroupKinds()
  app = createGroupsApp(stage, store)
})

afterAll(async () => {
  await stage?.stop()
  store?.close()
  if (folder) await rm(folder, { recursive: true, force: true })
})

groupKindCases(() => stage)

type Row = GroupPartition & { group: string; type: string }

describe('the lag of groups of every kind at rest', () => {
  let groups: GroupDetail[]
  let rows: Row[]
  let told: { consumer: ToldPlace[]; share: ToldPlace[]; streams: ToldPlace[] }

  beforeAll(async () => {
    logs = await seedOracleGroups(stage)
    // Where nothing moved between two looks a tail is known to be empty; members are told by the coordinator.
    await app.cycle()
    await app.cycle()
    const { groups: listed } = await app.list()
    groups = await Promise.all(listed.map(({ group }) => app.group(group)))
    rows = groups.flatMap(({ summary: { group, type }, rows: own }) =>
      own.map((row) => ({ ...row, group, type })),
    )
    const { bootstrap } = stage.kafka
    const [consumer, share, streams] = await Promise.all([
      describedGroups(bootstrap, 'ConsumerGroupCommand'),
      describedGroups(bootstrap, 'ShareGroupCommand'),
      describedGroups(bootstrap, 'StreamsGroupCommand', ['--verbose']),
    ])
    told = { consumer, share, streams }
  }, 120_000)

  const ofType = (...types: string[]) => rows.filter(({ type }) => types.includes(type))
  const lines = (cells: readonly (readonly unknown[])[]) => cells.map((each) => each.join(' ')).sort()
  /** The tool counts up to the log end from the commit itself, whether or not its records are still there. */
  const toolLag = ({ committed, logEnd }: Row) =>
    committed === null || logEnd === null ? '-' : BigInt(logEnd) - BigInt(committed)

  it('is, in every row, what Kafka’s own tool tells of consumer groups, with who reads it', () => {
    const ours = ofType('classic', 'consumer').map((row) => [
      ...[row.group, row.topic, row.partition, row.committed ?? '-', row.logEnd ?? '-', toolLag(row)],
      row.memberId ?? '-',
    ])
    const theirs = told.consumer.map((one) => [
      ...[one.GROUP, one.TOPIC, one.PARTITION, one['CURRENT-OFFSET'], one['LOG-END-OFFSET'], one.LAG],
      one['CONSUMER-ID'],
    ])
    expect(groups.length).toBeGreaterThanOrEqual(50)
    expect(theirs.length).toBeGreaterThan(4 * DRAWN)
    expect(lines(ours)).toEqual(lines(theirs))
  })

  it('is what the tools tell of share and of streams groups', () => {
    const share = ofType('share').map((row) => [row.group, row.topic, row.partition, row.committed, row.lag])
    const streams = ofType('streams').map((row) => [
      ...[row.group, row.topic, row.partition, row.committed, row.logEnd, toolLag(row)],
    ])
    expect(lines(share)).toEqual(
      lines(told.share.map((one) => [one.GROUP, one.TOPIC, one.PARTITION, one['START-OFFSET'], one.LAG])),
    )
    const ofStreams = told.streams.map((one) => [
      ...[one.GROUP, one.TOPIC, one.PARTITION, one['CURRENT-OFFSET'], one['LOG-END-OFFSET']],
      one['OFFSET-LAG'],
    ])
    expect([share.length, streams.length]).toEqual([6, 4])
    expect(lines(streams)).toEqual(lines(ofStreams))
  })

  it('was read in a few requests, whatever number of groups there is', () => {
    const { cycle, faults, requests } = groups[0]?.collector ?? {}
    expect({ cycle, faults }).toEqual({ cycle: 2, faults: [] })
    expect(requests).toBeLessThan(15)
  })

  it('differs from the tool’s by nothing but what no message is, what is held back, lost, or ahead of the log', () => {
    const reasons = new Map<string, number>()
    for (const row of ofType('classic', 'consumer', 'streams')) {
      if (row.committed === null || row.logEnd === null) continue
      const log = logs
        .all()
        .find(({ topic, partition }) => topic === row.topic && partition === row.partition)
      const [start, end, stable] = [
        log?.start ?? Number(row.logStart),
        log?.end ?? Number(row.logEnd),
        log?.stable,
      ]
      expect([row.logStart, row.logEnd, row.lastStable]).toEqual([`${start}`, `${end}`, `${stable ?? end}`])
      const committed = Number(row.committed)
      const from = Math.max(start, committed)
      const empty = log !== undefined && from < log.stable && nextTimeAt(log, from) === null
      const parts = {
        lost: Math.max(0, start - committed),
        ahead: Math.min(0, end - committed),
        held: Math.max(0, end - Math.max(from, stable ?? end)),
        phantom: empty ? (stable ?? end) - from : 0,
      }
      for (const [reason, count] of Object.entries(parts))
        if (count !== 0) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
      const { lost, ahead, held, phantom } = parts
      const where = `${row.group} ${row.topic}/${row.partition}`
      expect(`${where} ${row.lag}`).toBe(`${where} ${Number(toolLag(row)) - lost - ahead - held - phantom}`)
      expect([row.lost, row.lagToEnd]).toEqual([`${lost}`, `${Math.max(0, end - from)}`])
      if (ahead < 0) expect(row.lagState).toBe('AHEAD')
      if (lost > 0) expect(row.lagState).toBe('DATA_LOSS')
      else if (phantom > 0) expect(row.lagState).toBe('PHANTOM')
    }
    for (const reason of ['lost', 'ahead', 'held', 'phantom'])
      expect(reasons.get(reason), reason).toBeGreaterThan(0)
  })

  it('is no number where there is no commit or no topic, and sums say nothing that the rows do not', () => {
    for (const group of groups) expect([group.summary.group, ...contradictions(group)]).toHaveLength(1)
    const none = rows.filter(({ committed }) => committed === null)
    expect(none.map(({ lag, lagToEnd, lagState }) => [lag, lagToEnd, lagState])).toEqual(
      none.map(() => [null, null, 'NO_COMMIT']),
    )
    expect(none.map(({ group, topic, partition }) => `${group} ${topic}/${partition}`).sort()).toEqual([
      ...['members-classic plain/1', 'members-classic plain/3'],
      ...['members-consumer plain/0', 'members-consumer plain/2'],
    ])
    const one = (name: string) => groups.find(({ summary }) => summary.group === name)
    expect(one('connect-sink')).toMatchObject({ rows: [], summary: { lag: null, members: 1 } })
    expect(one('nothing')?.summary).toMatchObject({ lag: '0', lagState: 'OK', time: { method: 'zero' } })
    expect(one('gone-underway')?.rows.map(({ topic }) => topic)).toEqual(['wide'])
    expect(one('marker-record')?.summary).toMatchObject({ lag: '0', lagState: 'PHANTOM', lagToEnd: '8' })
    expect(one('marker-position')?.summary).toMatchObject({ lag: '0', lagState: 'OK', lagToEnd: '0' })
    expect(one('before-open')?.summary).toMatchObject({ lag: '5', lagToEnd: '12' })
    expect(one('members-consumer')?.summary).toMatchObject({ members: 1, partitions: 5, type: 'consumer' })
    expect(one('members-classic')?.members).toMatchObject([{ clientId: 'classic-stays' }])
    expect(one('members-consumer')?.members).toMatchObject([{ clientId: 'consumer-stays' }])
  })

  it('is, in time, within a second of the age that the producer knows', () => {
    const errors = rows.flatMap((row) => {
      const log = logs
        .all()
        .find(({ topic, partition }) => topic === row.topic && partition === row.partition)
      if (log === undefined || row.type === 'share' || row.lag === null || row.lag === '0') return []
      expect(row.time, `${row.group} ${row.topic}/${row.partition}`).toMatchObject({
        ...{ method: 'exact', confidence: 'high', atLeast: false, clockSkew: false },
      })
      const written = nextTimeAt(log, Number(row.committed)) ?? Number.NaN
      return [Math.abs((row.time.ms ?? Number.NaN) - ((row.time.asOf ?? Number.NaN) - written))]
    })
    expect(errors.length).toBeGreaterThan(100)
    expect(errors.filter((error) => error <= 1_000).length / errors.length).toBeGreaterThanOrEqual(0.99)
    for (const { summary, rows: own } of groups) {
      const oldest = Math.max(...own.map(({ time }) => time.ms ?? -1))
      if (oldest > 0 && summary.type !== 'share') expect(summary.time.ms).toBe(oldest)
    }
  })
})

groupMoveCases(() => ({ stage, app, logs }))
groupLoadCases(() => ({ stage, app }))
