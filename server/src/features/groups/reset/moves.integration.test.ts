import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { kafkaTool } from '@sluice/demo/kafka/kafka-tool.ts'
import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { readOffsetsCsv } from '@sluice/shared/groups-csv'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { createRealGateway } from '#kafka/real/real-gateway.ts'
import { createRealWriter } from '#kafka/real/real-writer.ts'
import type { ClusterSeeder } from '#kafka/testing/cluster-seeder.ts'
import { connectionTo } from '#kafka/testing/connection-to.ts'
import { createRealSeeder } from '#kafka/testing/real-seeder.ts'
import type { KafkaWriter } from '#kafka/writer.ts'
import { Store } from '#store/open-store.ts'
import { movesOn } from './testing/move-stage.ts'

const HOUR = 3_600_000
const GROUP = 'moved'
const TOPIC = 'moved.records'
const OTHER = 'moved.other'

let kafka: KafkaCluster
let gateway: KafkaGateway
let writer: KafkaWriter
let seeder: ClusterSeeder
let folder: string
let store: Store
let beganAt: number

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-moves-'))
  const said = () => {}
  store = new Store({ dataDir: folder, maxBytes: 1 << 26, log: { info: said, warn: said, error: said } })
  kafka = await startKafka()
  gateway = createRealGateway(connectionTo(kafka.bootstrap))
  writer = createRealWriter(connectionTo(kafka.bootstrap))
  seeder = await createRealSeeder(kafka.bootstrap)
  await seeder.createTopic({ name: TOPIC, partitions: 3 })
  await seeder.createTopic({ name: OTHER, partitions: 1 })
  beganAt = Math.floor(Date.now() / HOUR) * HOUR
  const hoursAgo = (hours: number[]) =>
    hours.map((hour) => ({ timestamp: beganAt - hour * HOUR, key: `k${hour}`, value: 'v' }))
  await seeder.append(TOPIC, 0, hoursAgo([20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9]))
  await seeder.deleteRecords(TOPIC, 0, 5n)
  await seeder.append(TOPIC, 1, hoursAgo([8, 7, 6]))
  await seeder.transaction(TOPIC, 1, hoursAgo([5, 4]), 'commit')
  await seeder.append(OTHER, 0, hoursAgo([3, 2, 1]))
  await writer.commitGroupOffsets(GROUP, [
    { topic: TOPIC, partition: 0, offset: 2n, leaderEpoch: null, metadata: '' },
    { topic: TOPIC, partition: 1, offset: 4n, leaderEpoch: 0, metadata: 'from 책' },
    { topic: OTHER, partition: 0, offset: 1n, leaderEpoch: 0, metadata: '' },
  ])
})

afterAll(async () => {
  await seeder?.close()
  await writer?.close()
  await gateway?.close()
  await kafka?.stop()
  store?.close()
  if (folder) await rm(folder, { recursive: true, force: true })
})

const moves = (changes: Parameters<typeof movesOn>[1] = {}) => movesOn({ gateway, writer }, changes, store)

/** What Kafka's own tool would set, by partition. */
async function toolSays(args: string[]): Promise<string[]> {
  const { stdout, stderr, code } = await kafkaTool(kafka.bootstrap, 'ConsumerGroupCommand', [
    ...['--reset-offsets', '--dry-run', '--export', '--group', GROUP],
    ...args,
  ])
  const lines = stdout.split('\n').filter((line) => /^"?moved\./.test(line))
  const { offsets, faults } = readOffsetsCsv(lines.join('\n'), GROUP)
  if (code !== 0 || faults.length > 0 || offsets.length === 0) throw new Error(`${code} ${stdout} ${stderr}`)
  return offsets.map(({ topic, partition, offset }) => `${topic}/${partition} ${offset}`).sort()
}

async function planSays(to: object, scope: object[] = []): Promise<string[]> {
  const { rows } = await moves().plan(GROUP, { to, scope })
  return rows.map(({ topic, partition, to: at }) => `${topic}/${partition} ${at}`).sort()
}

const WHOLE = { scope: [{ topic: TOPIC }], args: ['--topic', TOPIC] }
const COMMITTED = { scope: [], args: ['--all-topics'] }
const SOME = { scope: [{ topic: TOPIC, partitions: [0, 1] }], args: ['--topic', `${TOPIC}:0,1`] }

describe('the preview of a move', () => {
  it.each([
    ['earliest', WHOLE, () => ({ mode: 'earliest' }), () => ['--to-earliest']],
    ['latest', COMMITTED, () => ({ mode: 'latest' }), () => ['--to-latest']],
    ['current', WHOLE, () => ({ mode: 'current' }), () => ['--to-current']],
    [
      'an offset, clamped on both sides',
      WHOLE,
      () => ({ mode: 'offset', offset: '7' }),
      () => ['--to-offset', '7'],
    ],
    ['a shift', SOME, () => ({ mode: 'shift', by: '-3' }), () => ['--shift-by', '-3']],
    [
      'a time',
      WHOLE,
      () => ({ mode: 'timestamp', ms: beganAt - 11.5 * HOUR }),
      () => ['--to-datetime', new Date(beganAt - 11.5 * HOUR).toISOString().replace('Z', '+00:00')],
    ],
    [
      'a duration',
      COMMITTED,
      () => ({ mode: 'duration', ms: Date.now() - beganAt + 5.5 * HOUR }),
      () => ['--by-duration', `PT${Math.round((Date.now() - beganAt + 5.5 * HOUR) / 1000)}S`],
    ],
  ] as const)(
    'says of %s what Kafka’s own tool says',
    async (_, { scope, args }, to, flags) => {
      const said = await toolSays([...args, ...flags()])
      expect(await planSays(to(), [...scope])).toEqual(said)
    },
    60_000,
  )

  it('says of a file what the tool says, and reads the file that the tool writes', async () => {
    const text = `"${TOPIC}",0,3\n"${OTHER}",0,99\n`
    const file = join(folder, 'offsets.csv')
    await writeFile(file, text)
    expect(await planSays({ mode: 'csv', text })).toEqual(await toolSays(['--from-file', file]))
  }, 60_000)
})

describe('a move of a real group', () => {
  it('does what was previewed, and its undo restores every commit with what stood beside it', async () => {
    const { plan, apply, undo, commits } = moves({ watchMs: 200 })
    const before = await commits(GROUP)
    const planned = await plan(GROUP, { to: { mode: 'earliest' }, scope: [{ topic: TOPIC }] })
    expect(planned).toMatchObject({
      allowed: true,
      rows: [
        { partition: 0, from: '2', to: '5', lost: '3', flags: ['lost'], record: { offset: '5' } },
        { partition: 1, from: '4', to: '0', atMost: true, record: { key: { data: 'k8' } } },
        { partition: 2, from: null, to: '0', flags: ['no-commit'] },
      ],
    })
    const moved = await apply(GROUP, planned.plan)
    expect(moved).toMatchObject({ end: 'done', now: { strays: [], fault: null } })
    expect((await commits(GROUP)).filter(({ topic }) => topic === TOPIC).map(({ offset }) => offset)).toEqual(
      planned.rows.map(({ to }) => to),
    )
    expect(await undo(GROUP, moved.snapshot)).toMatchObject({ now: { strays: [], fault: null } })
    const after = await commits(GROUP)
    // The log begins behind the first commit by now: that place is no more, and the undo says so.
    const gone = { topic: TOPIC, partition: 0, offset: '5', leaderEpoch: null, metadata: '' }
    expect(after).toEqual(before.map((one) => (one.topic === TOPIC && one.partition === 0 ? gone : one)))
  }, 60_000)

  it.each(['classic', 'consumer'] as const)(
    'is refused while a member of a %s group lives',
    async (kind) => {
      const { plan, apply } = moves()
      const group = `live.${kind}`
      const member = await seeder.join(group, TOPIC, { kind, clientId: `reader-${kind}` })
      const scope = [{ topic: OTHER }]
      const held = await plan(group, { to: { mode: 'latest' }, scope })
      expect(held).toMatchObject({
        allowed: false,
        blockers: [{ kind: 'members', members: [{ clientId: `reader-${kind}` }] }],
      })
      await expect(apply(group, held.plan)).rejects.toMatchObject({ code: 'GROUP_NOT_EMPTY' })
      await member.leave()
      await expect.poll(async () => (await plan(group, { to: { mode: 'latest' }, scope })).allowed).toBe(true)
      const free = await plan(group, { to: { mode: 'latest' }, scope })
      expect(await apply(group, free.plan)).toMatchObject({ end: 'done', rows: [{ found: '3' }] })
    },
    60_000,
  )

  it('is refused while somebody commits who is no member', async () => {
    const { plan, apply } = moves({ watchMs: 1_500 })
    const commit = async (offset: bigint) =>
      void (await writer.commitGroupOffsets('standalone', [
        { topic: OTHER, partition: 0, offset, leaderEpoch: null, metadata: '' },
      ]))
    await commit(0n)
    const planned = await plan('standalone', { to: { mode: 'latest' } })
    const applied = apply('standalone', planned.plan)
    await Promise.all([
      expect(applied).rejects.toMatchObject({ code: 'PLAN_CHANGED' }),
      sleep(300).then(() => commit(1n)),
    ])
    const again = await plan('standalone', { to: { mode: 'latest' } })
    expect(again.blockers).toMatchObject([{ kind: 'standalone', topic: OTHER, from: '0', to: '1' }])
  }, 60_000)

  it('of a share group goes through its start offsets, and back', async () => {
    const { plan, apply, undo } = moves()
    const [made] = await writer.alterShareOffsets('shared', [{ topic: OTHER, partition: 0, offset: 2n }])
    expect(made?.ok).toBe(true)
    const planned = await plan('shared', { to: { mode: 'earliest' } })
    expect(planned).toMatchObject({ type: 'share', rows: [{ from: '2', to: '0', rereads: '2' }] })
    const { rows, snapshot } = await apply('shared', planned.plan)
    expect(rows).toMatchObject([{ end: 'done', found: '0' }])
    expect((await undo('shared', snapshot)).rows).toMatchObject([{ end: 'done', found: '2' }])
  }, 60_000)

  it('forgets commits and whole groups, and brings them back', async () => {
    const { plan, apply, undo, commits } = moves()
    const before = await commits(GROUP)
    const one = await apply(
      GROUP,
      (await plan(GROUP, { to: { mode: 'forget' }, scope: [{ topic: OTHER }] })).plan,
    )
    expect((await commits(GROUP)).some(({ topic }) => topic === OTHER)).toBe(false)
    await undo(GROUP, one.snapshot)
    expect(await commits(GROUP)).toEqual(before)
    const all = await apply(GROUP, (await plan(GROUP, { to: { mode: 'delete-group' } })).plan)
    expect(all).toMatchObject({ end: 'done', now: { strays: [], fault: null } })
    expect(await commits(GROUP)).toEqual([])
    await undo(GROUP, all.snapshot)
    expect(await commits(GROUP)).toEqual(before)
  }, 60_000)
})
