import { AuditList } from '@sluice/shared/groups-audit'
import { MovePlan } from '@sluice/shared/groups-reset'
import { MovePlanState, MoveResult, SnapshotList } from '@sluice/shared/groups-reset-result'
import { paths } from '@sluice/shared/paths'
import { describe, expect, it } from 'vitest'
import { createTestApp } from './testing/test-app.ts'

const GROUP = 'a/b 책'
const SIGNED = { who: 'mina', why: 'a poisoned record', confirm: GROUP }

function stage() {
  const { send, gateway, log } = createTestApp()
  gateway.append(
    'orders',
    0,
    Array.from({ length: 5 }, () => ({ timestamp: 1n, key: null, value: 'v' })),
  )
  gateway.groups.commit(GROUP, [{ topic: 'orders', partition: 0, offset: 4n }])
  const post = async (path: string, body: unknown) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await send(path, { method: 'POST', headers, body: JSON.stringify(body) })
    return { status: answer.status, body: await answer.json() }
  }
  const get = async (path: string) => await (await send(path)).json()
  const plan = async (body: unknown) =>
    MovePlan.parse((await post(paths.movePlan('local', GROUP), body)).body)
  return { send, gateway, log, post, get, plan }
}

describe('moving a group over HTTP', () => {
  it('is planned, done, looked at and undone, and leaves its trail in the audit and in the log', async () => {
    const { post, get, plan, gateway, log } = stage()
    const { plan: hash, rows, allowed, watch } = await plan({ to: { mode: 'shift', by: '-3' } })
    expect({ rows, allowed }).toMatchObject({ allowed: true, rows: [{ from: '4', to: '1', rereads: '3' }] })
    expect(watch.until - watch.since).toBe(20)
    gateway.groups.join(GROUP, { memberId: 'm-1', clientId: 'reader' })
    const held = await post(paths.moveApply('local', GROUP), { plan: 'x'.repeat(64), ...SIGNED })
    expect(held).toMatchObject({ status: 409, body: { code: 'PLAN_CHANGED' } })
    const state = MovePlanState.parse(await get(paths.movePlanOf('local', GROUP, hash)))
    expect(state).toMatchObject({ plan: { plan: hash }, result: null })
    gateway.groups.leave(GROUP, 'm-1')
    const { body } = await post(paths.moveApply('local', GROUP), { plan: hash, ...SIGNED })
    const { snapshot } = MoveResult.parse(body)
    expect(SnapshotList.parse(await get(paths.snapshots('local', GROUP)))).toMatchObject({
      snapshots: [{ id: snapshot, group: GROUP, mode: 'shift', moved: 1 }],
    })
    const undone = await post(paths.moveUndo('local', GROUP), { snapshot, ...SIGNED })
    expect(MoveResult.parse(undone.body)).toMatchObject({ end: 'done', rows: [{ to: '4', found: '4' }] })
    const audit = AuditList.parse(await get(`${paths.audit('local')}?limit=1`))
    expect(audit.entries).toMatchObject([{ action: 'undo-move', target: GROUP, who: 'mina', result: 'done' }])
    const older = AuditList.parse(await get(`${paths.audit('local')}?limit=1&before=${audit.next}`))
    expect(older).toMatchObject({ entries: [{ action: 'move-offsets' }], next: null })
    const lines = log.map((line) => JSON.parse(line)).filter(({ level }) => level === 'audit')
    expect(lines).toMatchObject([
      { event: 'group-move-failed', code: 'PLAN_CHANGED' },
      { event: 'group-moved', who: 'mina', group: GROUP, end: 'done', snapshot },
      { event: 'group-moved', mode: 'undo' },
    ])
  })

  it('is refused with the members that live, and without the id of the group', async () => {
    const { post, plan, gateway } = stage()
    gateway.groups.join(GROUP, { memberId: 'm-1', clientId: 'reader', host: '10.0.0.7' })
    const { plan: hash, blockers } = await plan({ to: { mode: 'earliest' } })
    expect(blockers).toMatchObject([{ kind: 'members', count: 1 }])
    const wrong = await post(paths.moveApply('local', GROUP), { plan: hash, ...SIGNED, confirm: 'a' })
    expect(wrong).toMatchObject({ status: 400, body: { code: 'BAD_REQUEST' } })
    const why = await post(paths.moveApply('local', GROUP), { plan: hash, ...SIGNED, why: '' })
    expect(why.status).toBe(400)
  })
})

describe('plans of moves', () => {
  it('are made for so many at once, and the others are told to come back', async () => {
    const { post } = stage()
    const ask = () => post(paths.movePlan('local', GROUP), { to: { mode: 'earliest' } })
    const answers = await Promise.all(Array.from({ length: 30 }, ask))
    const refused = answers.filter(({ status }) => status !== 200)
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.length).toBeLessThan(answers.length)
    for (const { status, body } of refused)
      expect([status, body]).toMatchObject([
        429,
        { code: 'TOO_MANY_STREAMS', message: expect.stringContaining('8 plans of moves are under way') },
      ])
    expect(await ask()).toMatchObject({ status: 200 })
  })
})
