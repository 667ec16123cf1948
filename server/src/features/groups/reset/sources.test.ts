import { describe, expect, it } from 'vitest'
import { EARLIEST, readGroupStage as stage } from './testing/read-group-stage.ts'

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
    const { snapshot } = await apply(
      'g',
      (await plan('g', { to: { mode: 'latest' }, scope: [{ topic: 'a' }] })).plan,
    )
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
      (await plan('g', { to, scope })).rows.map(
        ({ topic, partition, to: at, act }) => `${topic}/${partition} ${act} ${at}`,
      )
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
