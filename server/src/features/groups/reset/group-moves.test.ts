import { describe, expect, it } from 'vitest'
import { topicNotFound } from '#kafka/faults.ts'
import { groupWriteUnknown, notSent, writeUnknown } from '#kafka/write-faults.ts'
import { EARLIEST, readGroupStage as stage } from './testing/read-group-stage.ts'

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

describe('a share group', () => {
  it('is moved by its start offsets, and back', async () => {
    const { plan, apply, undo, gateway, writer } = stage()
    gateway.groups.share('s', 'a', 0, { startOffset: 6n, lag: 4n })
    const planned = await plan('s', EARLIEST)
    expect(planned).toMatchObject({
      type: 'share',
      allowed: true,
      rows: [{ from: '6', to: '0', rereads: '6' }],
    })
    const { snapshot, rows } = await apply('s', planned.plan)
    expect(rows).toMatchObject([{ end: 'done', found: '0' }])
    await undo('s', snapshot)
    expect(await gateway.listShareOffsets(['s'])).toMatchObject([
      { value: { topics: [{ partitions: [{ startOffset: 6n }] }] } },
    ])
    expect(writer.calls).toEqual(['alter', 'alter'])
  })

  it('forgets whole topics, and says so where only a part of one is named', async () => {
    const { plan, apply, gateway } = stage()
    for (const partition of [0, 1]) gateway.groups.share('s', 'a', partition, { startOffset: 1n, lag: 9n })
    const part = await plan('s', { to: { mode: 'forget' }, scope: [{ topic: 'a', partitions: [0] }] })
    expect(part).toMatchObject({
      rows: [{ act: 'none', fault: { code: 'NOT_SUPPORTED' } }],
      blockers: [{ kind: 'nothing' }],
    })
    const whole = await plan('s', { to: { mode: 'forget' }, scope: [{ topic: 'a' }] })
    expect((await apply('s', whole.plan)).rows).toMatchObject([
      { end: 'done', found: null },
      { end: 'done', found: null },
    ])
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

  it('of deleting a group without commits is not known where no answer came: it is never called done', async () => {
    const { plan, apply, writer, gateway, audited } = stage()
    gateway.groups.join('bare', { memberId: 'm' })
    gateway.groups.leave('bare', 'm')
    const planned = await plan('bare', { to: { mode: 'delete-group' } })
    expect(planned).toMatchObject({ allowed: true, rows: [] })
    writer.deleteGroup = async (group) => {
      throw groupWriteUnknown(group, 'no answer came')
    }
    await expect(apply('bare', planned.plan)).rejects.toMatchObject({ code: 'WRITE_UNKNOWN' })
    expect(audited()).toMatchObject([{ action: 'delete-group', result: 'unknown' }])
  })

  it('is no late commit: a partition that was refused stands where it stood, as was said', async () => {
    const { plan, apply, moves, writer, audited } = stage()
    const { plan: hash } = await plan('g', EARLIEST)
    const real = writer.commitGroupOffsets
    writer.commitGroupOffsets = async (group, offsets) => {
      const id = { topic: 'a', partition: 0 }
      const fault = notSent(topicNotFound('a'))
      return [{ ok: false, fault, ...id }, ...(await real(group, offsets.slice(1)))]
    }
    expect(await apply('g', hash)).toMatchObject({ end: 'partly', now: { strayCount: 0 } })
    await expect
      .poll(() => moves.look('local', 'g', hash).result?.later)
      .toMatchObject({ strays: [], strayCount: 0 })
    expect(audited().map(({ action }) => action)).toEqual(['move-offsets'])
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
    await expect
      .poll(() => moves.look('local', 'g', hash).result?.later)
      .toMatchObject({
        strays: [{ topic: 'a', partition: 0, expected: '0', found: '8' }],
        strayCount: 1,
      })
    expect(audited()).toMatchObject([{ action: 'late-commit', result: 'partly' }, { action: 'move-offsets' }])
  })

  it('later is not laid at the door of the move that was undone meanwhile', async () => {
    const { plan, apply, undo, moves, audited } = stage({ laterMs: 100 })
    const { plan: hash } = await plan('g', EARLIEST)
    const { snapshot } = await apply('g', hash)
    const undone = await undo('g', snapshot)
    const later = (of: string) => moves.look('local', 'g', of).result?.later
    await expect.poll(() => later(undone.plan)).toMatchObject({ strayCount: 0, fault: null })
    expect(later(hash)).toMatchObject({ strayCount: 0, fault: { code: 'PLAN_CHANGED' } })
    expect(audited().map(({ action }) => action)).toEqual(['undo-move', 'move-offsets'])
  })
})
