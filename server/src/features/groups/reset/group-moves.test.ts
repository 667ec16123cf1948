import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { writeUnknown } from '#kafka/write-faults.ts'
import { moveStage } from './testing/move-stage.ts'

const TOPICS = [
  { name: 'a', partitions: 2 },
  { name: 'b', partitions: 1 },
]

/** Ten records in each partition, and a group that has read some of each. */
function stage(changes: Parameters<typeof moveStage>[1] = {}) {
  const made = moveStage({ topics: TOPICS }, changes)
  for (const [topic, partition] of [['a', 0], ['a', 1], ['b', 0]] as const)
    made.gateway.append(
      topic,
      partition,
      Array.from({ length: 10 }, (_, index) => ({ timestamp: BigInt(index), key: `${index}`, value: 'v' })),
    )
  made.gateway.groups.commit('g', [
    { topic: 'a', partition: 0, offset: 4n, leaderEpoch: 0, metadata: 'from 책' },
    { topic: 'a', partition: 1, offset: 9n },
    { topic: 'b', partition: 0, offset: 1n },
  ])
  return made
}
const EARLIEST = { to: { mode: 'earliest' } }

describe('a move', () => {
  it('writes every place in one request, saves all commits before, and says who did it and why', async () => {
    const { plan, apply, commits, writer, snapshots, audited } = stage()
    const planned = await plan('g', EARLIEST)
    expect(planned).toMatchObject({ allowed: true, blockers: [], totals: { move: 3, rereads: '14' } })
    const result = await apply('g', planned.plan, 'poisoned record')
    expect(result).toMatchObject({
      end: 'done',
      replayed: false,
      rows: [
        { topic: 'a', partition: 0, from: '4', to: '0', end: 'done', found: '0' },
        { topic: 'a', partition: 1, from: '9', to: '0', end: 'done', found: '0' },
        { topic: 'b', partition: 0, from: '1', to: '0', end: 'done', found: '0' },
      ],
      now: { strays: [], fault: null },
      later: null,
    })
    expect(writer.calls).toEqual(['commit'])
    expect((await commits('g')).map(({ offset }) => offset)).toEqual(['0', '0', '0'])
    expect(snapshots.list('local', 'g')).toMatchObject([
      { id: result.snapshot, who: 'mina', why: 'poisoned record', mode: 'earliest', partitions: 3, moves: 3 },
    ])
    expect(audited()).toMatchObject([
      {
        who: 'mina',
        why: 'poisoned record',
        action: 'move-offsets',
        target: 'g',
        result: 'done',
        detail: { snapshot: result.snapshot, partitions: 3 },
      },
    ])
  })

  it('moves only what its scope names, also where nothing was committed', async () => {
    const { plan, apply, commits, gateway } = stage()
    gateway.groups.forgetCommits('g', 'b')
    const scope = [{ topic: 'b' }, { topic: 'a', partitions: [1] }]
    const planned = await plan('g', { to: { mode: 'latest' }, scope })
    expect(planned.rows).toMatchObject([
      { topic: 'a', partition: 1, from: '9', to: '10', flags: [] },
      { topic: 'b', partition: 0, from: null, to: '10', flags: ['no-commit'] },
    ])
    await apply('g', planned.plan)
    expect((await commits('g')).map(({ topic, partition, offset }) => [topic, partition, offset])).toEqual([
      ['a', 0, '4'],
      ['a', 1, '10'],
      ['b', 0, '10'],
    ])
  })

  it('is done once, however often and at whatever moment it is asked for', async () => {
    const { plan, apply, writer, audited } = stage()
    const { plan: hash } = await plan('g', EARLIEST)
    const [first, second] = await Promise.all([apply('g', hash), apply('g', hash)])
    const third = await apply('g', hash, 'another reason')
    expect([first, second, third].map(({ replayed }) => replayed)).toEqual([false, true, true])
    expect(third.rows).toEqual(first.rows)
    expect(writer.calls).toEqual(['commit'])
    expect(audited()).toHaveLength(1)
  })

  it('asks for the id of the group, and writes nothing without it', async () => {
    const { plan, moves, door, writer } = stage()
    const { plan: hash } = await plan('g', EARLIEST)
    const request = { plan: hash, who: '', why: 'because', confirm: 'G' }
    await expect(moves.apply(door, 'g', request)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
    expect(writer.calls).toEqual([])
  })

  it('of another group, or of ten minutes ago, is not known', async () => {
    let now = 1_000_000
    const { plan, apply } = stage({ now: () => now })
    const { plan: hash, expiresAt } = await plan('g', EARLIEST)
    await expect(apply('other', hash)).rejects.toMatchObject({ code: 'PLAN_CHANGED' })
    now = expiresAt
    await expect(apply('g', hash)).rejects.toMatchObject({ code: 'PLAN_CHANGED' })
  })
})

describe('what a plan was made from', () => {
  it.each([
    ['a commit', (gateway) => gateway.groups.commit('g', [{ topic: 'a', partition: 0, offset: 5n }]), 'commit'],
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

  it('need not be waited for where it is known that nothing moved for long', async () => {
    const { plan, door } = stage({ watchMs: 60_000 })
    door.habits = () => ({ rate: null, quietSince: Date.now() - 90_000 })
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
    gateway.groups.commit('g', before.map((one) => ({ ...one, offset: BigInt(one.offset) })))
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

describe('a cluster that is read-only', () => {
  it('answers plans with the reason, and takes no move', async () => {
    const { plan, apply, door, writer } = stage()
    door.writes = { readOnly: 'configured' }
    const planned = await plan('g', EARLIEST)
    expect(planned.blockers).toEqual([{ kind: 'read-only', reason: 'configured' }])
    await expect(apply('g', planned.plan)).rejects.toMatchObject({ code: 'READ_ONLY' })
    expect(writer.calls).toEqual([])
  })
})

describe('an undo', () => {
  it('restores every offset with what stood beside it, and what had no commit has none again', async () => {
    const { plan, apply, undo, commits, gateway, audited } = stage()
    gateway.groups.forgetCommits('g', 'b')
    const before = await commits('g')
    const planned = await plan('g', { ...EARLIEST, scope: [{ topic: 'a' }, { topic: 'b' }] })
    const { snapshot } = await apply('g', planned.plan)
    expect(await commits('g')).not.toEqual(before)
    const undone = await undo('g', snapshot)
    expect(undone).toMatchObject({ end: 'done', mode: 'undo', now: { strays: [] } })
    expect(await commits('g')).toEqual(before)
    expect(audited().map(({ action }) => action)).toEqual(['undo-move', 'move-offsets'])
    await undo('g', undone.snapshot)
    expect((await commits('g')).map(({ offset }) => offset)).toEqual(['0', '0', '0'])
  })

  it('leaves alone what the move did not touch, and says where records are gone since', async () => {
    const { plan, apply, commits, gateway } = stage()
    const { snapshot } = await apply('g', (await plan('g', { to: { mode: 'latest' }, scope: [{ topic: 'a' }] })).plan)
    gateway.groups.commit('g', [{ topic: 'b', partition: 0, offset: 7n }])
    gateway.deleteRecords('a', 0, 6n)
    const undo = await plan('g', { to: { mode: 'undo', snapshot } })
    expect(undo.rows).toMatchObject([
      { partition: 0, from: '10', asked: '4', to: '6', flags: ['clamped-start'], rereads: '4' },
      { partition: 1, from: '10', asked: '9', to: '9', flags: [] },
    ])
    await apply('g', undo.plan)
    expect((await commits('g')).map(({ offset }) => offset)).toEqual(['6', '9', '7'])
  })

  it('of a topic that was created anew is refused there', async () => {
    const { plan, apply, gateway } = stage()
    const { snapshot } = await apply('g', (await plan('g', EARLIEST)).plan)
    gateway.deleteTopic('b')
    gateway.createTopic({ name: 'b', partitions: 1 })
    const { rows } = await plan('g', { to: { mode: 'undo', snapshot } })
    expect(rows[2]).toMatchObject({ act: 'none', to: null, fault: { code: 'TOPIC_NOT_FOUND' } })
  })

  it('of a snapshot of another group is not found', async () => {
    const { plan, apply, undo } = stage()
    const { snapshot } = await apply('g', (await plan('g', EARLIEST)).plan)
    await expect(undo('other', snapshot)).rejects.toMatchObject({ code: 'SNAPSHOT_NOT_FOUND' })
  })
})

describe('places from elsewhere', () => {
  it('come from another group, from a list, from a file as the tool writes it, and from saved offsets', async () => {
    const { plan, apply, gateway } = stage()
    gateway.groups.commit('other', [{ topic: 'a', partition: 1, offset: 3n }])
    const places = async (to: unknown, scope: unknown[] = []) =>
      (await plan('g', { to, scope })).rows.map(({ topic, partition, to: at, act }) => `${topic}/${partition} ${act} ${at}`)
    expect(await places({ mode: 'group', group: 'other' })).toEqual(['a/1 move 3'])
    expect(await places({ mode: 'group', group: 'other' }, [{ topic: 'a' }])).toEqual([
      'a/0 none null',
      'a/1 move 3',
    ])
    const offsets = [{ topic: 'b', partition: 0, offset: '99' }]
    expect(await places({ mode: 'partitions', offsets })).toEqual(['b/0 move 10'])
    expect(await places({ mode: 'csv', text: '"a",0,2\nb,0,3\n' })).toEqual(['a/0 move 2', 'b/0 move 3'])
    expect(await places({ mode: 'csv', text: 'g,a,0,2\nother,b,0,3\n' })).toEqual(['a/0 move 2'])
    const { snapshot } = await apply('g', (await plan('g', EARLIEST)).plan)
    expect(await places({ mode: 'snapshot', snapshot })).toEqual(['a/0 move 4', 'a/1 move 9', 'b/0 move 1'])
  })

  it.each([
    [{ mode: 'group', group: 'nobody' }, 'GROUP_NOT_FOUND'],
    [{ mode: 'csv', text: 'a,0\n' }, 'BAD_REQUEST'],
    [{ mode: 'csv', text: 'a,0,1\na,0,2\n' }, 'BAD_REQUEST'],
    [{ mode: 'csv', text: 'other,a,0,1\n' }, 'BAD_REQUEST'],
    [{ mode: 'snapshot', snapshot: 'none' }, 'SNAPSHOT_NOT_FOUND'],
  ])('%j is %s', async (to, code) => {
    await expect(stage().plan('g', { to })).rejects.toMatchObject({ code })
  })

  it('that no partition has are rows with their reason', async () => {
    const { plan } = stage()
    const offsets = [
      { topic: 'a', partition: 7, offset: '0' },
      { topic: 'gone', partition: 0, offset: '0' },
    ]
    const { rows, blockers } = await plan('g', { to: { mode: 'partitions', offsets } })
    expect(rows.map(({ act, fault }) => [act, fault?.code])).toEqual([
      ['none', 'PARTITION_NOT_FOUND'],
      ['none', 'TOPIC_NOT_FOUND'],
    ])
    expect(blockers).toEqual([{ kind: 'nothing' }])
    await expect(plan('g', { ...EARLIEST, scope: [{ topic: 'gone' }] })).rejects.toMatchObject({
      code: 'TOPIC_NOT_FOUND',
    })
  })
})

describe('forgetting', () => {
  it('takes the commits of a topic away, also while members read others, and can be undone', async () => {
    const { plan, apply, undo, commits, gateway } = stage()
    const before = await commits('g')
    gateway.groups.join('g', { memberId: 'm', assigned: [{ topic: 'a', partitions: [0, 1] }] })
    const held = await plan('g', { to: { mode: 'forget' }, scope: [{ topic: 'a' }] })
    expect(held.blockers).toMatchObject([{ kind: 'members', count: 1 }])
    const free = await plan('g', { to: { mode: 'forget' }, scope: [{ topic: 'b' }] })
    expect(free).toMatchObject({ allowed: true, rows: [{ act: 'forget', from: '1', to: null }] })
    gateway.groups.leave('g', 'm')
    const { snapshot, rows } = await apply('g', free.plan)
    expect(rows).toMatchObject([{ end: 'done', to: null, found: null }])
    expect((await commits('g')).map(({ topic }) => topic)).toEqual(['a', 'a'])
    await undo('g', snapshot)
    expect(await commits('g')).toEqual(before)
  })

  it('a whole group leaves its offsets saved, so that it can be brought back', async () => {
    const { plan, apply, undo, commits, gateway, writer, audited } = stage()
    const before = await commits('g')
    const { snapshot, end } = await apply('g', (await plan('g', { to: { mode: 'delete-group' } })).plan)
    expect(end).toBe('done')
    expect(writer.calls).toEqual(['delete'])
    expect(audited()).toMatchObject([{ action: 'delete-group', result: 'done' }])
    expect((await gateway.listGroups()).flatMap((one) => (one.ok ? one.value.groups : []))).toEqual([])
    await undo('g', snapshot)
    expect(await commits('g')).toEqual(before)
  })
})

describe('a share group', () => {
  it('is moved by its start offsets, and back', async () => {
    const { plan, apply, undo, gateway, writer } = stage()
    gateway.groups.share('s', 'a', 0, { startOffset: 6n, lag: 4n })
    const planned = await plan('s', EARLIEST)
    expect(planned).toMatchObject({ type: 'share', allowed: true, rows: [{ from: '6', to: '0', rereads: '6' }] })
    const { snapshot, rows } = await apply('s', planned.plan)
    expect(rows).toMatchObject([{ end: 'done', found: '0' }])
    await undo('s', snapshot)
    expect(await gateway.listShareOffsets(['s'])).toMatchObject([
      { value: { topics: [{ partitions: [{ startOffset: 6n }] }] } },
    ])
    expect(writer.calls).toEqual(['alter', 'alter'])
  })
})

describe('what goes wrong', () => {
  it('is told partition by partition, and the rest is done', async () => {
    const { plan, apply, writer, audited } = stage()
    const { plan: hash } = await plan('g', EARLIEST)
    const real = writer.commitGroupOffsets
    writer.commitGroupOffsets = async (group, offsets) => {
      const [first, ...rest] = await real(group, offsets.slice(1))
      const id = { topic: 'a', partition: 0 }
      const fault = writeUnknown(id, 'no answer came')
      if (first === undefined) throw new Error('Nothing was written')
      return [{ ok: false, fault, ...id }, first, ...rest]
    }
    const result = await apply('g', hash)
    expect(result).toMatchObject({
      end: 'unknown',
      rows: [
        { end: 'unknown', found: '4', fault: { code: 'WRITE_UNKNOWN' } },
        { end: 'done', found: '0' },
        { end: 'done', found: '0' },
      ],
      now: { strays: [{ topic: 'a', partition: 0, expected: '0', found: '4' }], strayCount: 1 },
    })
    expect(audited()).toMatchObject([{ result: 'unknown' }])
  })

  it('is an error where nothing was written, and the same plan may be tried again', async () => {
    const { plan, apply, gateway, audited } = stage()
    const { plan: hash } = await plan('g', EARLIEST)
    gateway.groups.join('g', { memberId: 'm' })
    await expect(apply('g', hash)).rejects.toMatchObject({ code: 'GROUP_NOT_EMPTY' })
    gateway.groups.leave('g', 'm')
    expect((await apply('g', hash)).replayed).toBe(false)
    expect(audited().map(({ result }) => result)).toEqual(['done', 'failed'])
  })

  it('writes nothing where the offsets before cannot be saved', async () => {
    const { plan, apply, store, writer, faults } = stage()
    const { plan: hash } = await plan('g', EARLIEST)
    store.close()
    await expect(apply('g', hash)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
    expect(writer.calls).toEqual([])
    expect(faults).toMatchObject([['audit-not-kept', { target: 'g', result: 'failed' }]])
  })

  it('later is seen: a dying member that still commits is said and audited', async () => {
    const { plan, apply, moves, gateway, audited } = stage({ laterMs: 100 })
    const { plan: hash } = await plan('g', EARLIEST)
    await apply('g', hash)
    gateway.groups.commit('g', [{ topic: 'a', partition: 0, offset: 8n }])
    await expect.poll(() => moves.look('local', 'g', hash).result?.later).toMatchObject({
      strays: [{ topic: 'a', partition: 0, expected: '0', found: '8' }],
      strayCount: 1,
    })
    expect(audited()).toMatchObject([{ action: 'late-commit', result: 'partly' }, { action: 'move-offsets' }])
  })
})
