import { AuditList } from '@sluice/shared/groups-audit'
import { paths } from '@sluice/shared/paths'
import { REPLAY_EVENT, ReplayEvent, ReplayJob, ReplayList, ReplayReport } from '@sluice/shared/replay-job'
import { ReplayPlan } from '@sluice/shared/replay-plan'
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { createTestApp } from './testing/test-app.ts'

/** A job, a plan or an error. */
const Told = z.looseObject({ id: z.string().default(''), message: z.string().default('') })

function stage() {
  const { send, gateway, log, shutdown } = createTestApp()
  const records = Array.from({ length: 30 }, (_, at) => ({
    timestamp: 1_000n + BigInt(at),
    key: `k${at}`,
    value: `v${at}`,
  }))
  gateway.append('orders', 0, records)
  const post = async (path: string, body: unknown = {}, headers: Record<string, string> = {}) => {
    const answer = await send(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    return { status: answer.status, body: Told.parse(await answer.json()) }
  }
  const get = async (path: string) => await (await send(path)).json()
  const plan = async (changes: object = {}) => {
    const { status, body } = await post(paths.replayPlan('local'), {
      source: { topics: ['orders'] },
      target: { kind: 'sandbox', topics: [{ source: 'orders', target: 'orders.sandbox' }] },
      pace: { by: 'unlimited' },
      ...changes,
    })
    expect([status, body]).toMatchObject([200, {}])
    return ReplayPlan.parse(body)
  }
  const over = async (id: string) =>
    await vi.waitFor(async () => {
      const job = ReplayJob.parse(await get(paths.replay('local', id)))
      expect(job.state).not.toBe('running')
      return job
    }, 20_000)
  const start = (of: ReplayPlan, changes: object = {}, headers = {}) => {
    const accept = of.warnings.filter(({ severity }) => severity === 'accept').map(({ code }) => code)
    const signed = { plan: of.plan, confirm: of.confirm, accept, who: 'mina', why: 'a new read model' }
    return post(paths.replays('local'), { ...signed, ...changes }, headers)
  }
  return { send, gateway, log, shutdown, post, get, plan, over, start }
}

describe('a replay over HTTP', () => {
  it('is planned, gone through dry, run into a sandbox, verified and reported, with its trail', async () => {
    const { plan, start, over, get, post, send, log } = stage()
    const planned = await plan()
    const dry = await over(
      ReplayJob.parse((await start(planned, { mode: 'dry-run', confirm: '', why: '' })).body).id,
    )
    expect(dry).toMatchObject({ state: 'completed', mode: 'dry-run', written: '30' })
    const begun = await start(planned)
    expect(begun).toMatchObject({ status: 201, body: { state: 'running', target: planned.confirm } })
    const job = await over(ReplayJob.parse(begun.body).id)
    expect(job).toMatchObject({ state: 'completed', written: '30', writtenTo: [{ topic: 'orders.sandbox' }] })
    await post(paths.replayAct('local', job.id, 'verify'))
    const verified = await vi.waitFor(async () => {
      const found = ReplayJob.parse(await get(paths.replay('local', job.id)))
      expect(found.verify?.state).toBe('done')
      return found
    }, 20_000)
    expect(verified.verify).toMatchObject({ equal: true, missing: '0', duplicates: '0' })
    const list = ReplayList.parse(await get(paths.replays('local')))
    expect(list).toMatchObject({ replays: [{ id: job.id }, { id: dry.id }], next: null })
    const report = await send(paths.replayReport('local', job.id))
    expect(report.headers.get('content-disposition')).toContain(job.id)
    expect(ReplayReport.parse(await report.json())).toMatchObject({ sluice: '0.0.0', job: { id: job.id } })
    expect(await (await send(paths.replayFailures('local', job.id))).text()).toBe('')
    expect((await send(paths.replayFile('local', job.id))).status).toBe(404)
    const audit = AuditList.parse(await get(paths.audit('local')))
    expect(audit.entries.map(({ action, who }) => [action, who])).toEqual([
      ['replay-end', 'mina'],
      ['replay-start', 'mina'],
    ])
    expect(log.map((line) => JSON.parse(line)).filter(({ level }) => level === 'audit')).toHaveLength(2)
  })

  it('is refused without the name of the target, a reason, or what a warning wants accepted', async () => {
    const { plan, start, gateway } = stage()
    const planned = await plan()
    const refused = async (changes: object) => (await start(planned, changes)).body.message
    expect(await refused({ confirm: 'orders' })).toContain('type the name of the target')
    expect(await refused({ why: 'x' })).toContain('why')
    expect(await refused({ plan: 'x'.repeat(64) })).toContain('plan')
    expect((await gateway.describeTopics(['orders.sandbox']))[0]?.ok).toBe(false)
  })

  it('is one job under one idempotency key, and another request under it is refused', async () => {
    const { plan, start, over } = stage()
    const planned = await plan()
    const headers = { 'idempotency-key': 'once-and-for-all' }
    const [first, second] = await Promise.all([start(planned, {}, headers), start(planned, {}, headers)])
    expect(first.body.id).toBe(second.body.id)
    await over(first.body.id)
    expect((await start(planned, {}, headers)).body.id).toBe(first.body.id)
    const other = await start(planned, { why: 'something else' }, headers)
    expect(other).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_CONFLICT' } })
  })

  it('says what cannot be done in the state it is in, and of jobs that there are not', async () => {
    const { plan, start, over, post, send } = stage()
    const { id } = await over((await start(await plan())).body.id)
    for (const act of ['pause', 'resume', 'abort'] as const)
      expect(await post(paths.replayAct('local', id, act))).toMatchObject({
        status: 409,
        body: { code: 'REPLAY_STATE', details: { state: 'completed' } },
      })
    expect(await post(paths.replayAct('local', id, 'retry'))).toMatchObject({ status: 400 })
    expect((await send(paths.replay('local', 'nosuchjob1'))).status).toBe(404)
  })

  it('plans the records that failed again, and them alone, as a job of its own', async () => {
    const { plan, start, over, post, send, gateway } = stage()
    gateway.append('orders', 0, [{ timestamp: 2n, key: 'j', value: '{"a":1}' }])
    gateway.createTopic({ name: 'target', partitions: 3 })
    const planned = await plan({
      ...{ source: { topics: ['orders'] }, target: { kind: 'topic', topic: 'target' } },
      transform: { value: { by: 'merge', patch: '{"b":2}' } },
      errors: { maxShare: 1 },
    })
    const { id, failed } = await over((await start(planned)).body.id)
    expect(failed).toBe('30')
    const side = await (await send(paths.replayFailures('local', id))).text()
    expect(side.trim().split('\n')).toHaveLength(30)
    const again = await post(paths.replayAct('local', id, 'retry'))
    const retry = ReplayPlan.parse(again.body)
    expect(retry.spec.source.records).toHaveLength(30)
    const begun = ReplayJob.parse((await start(retry)).body)
    expect(begun.parent).toBe(id)
    await over(begun.id)
  })

  it('tells open pages of jobs that run and change', async () => {
    const { plan, start, over, send, shutdown } = stage()
    const { body } = await send(paths.events('local'))
    const reader = body?.getReader()
    const { body: job } = await start(await plan())
    await over(job.id)
    const states: string[] = []
    for (let left = 20; left > 0 && states.at(-1) !== 'completed'; left -= 1) {
      const text = new TextDecoder().decode((await reader?.read())?.value)
      const [, data] =
        new RegExp(`^event: ${REPLAY_EVENT.replace('.', '\\.')}\ndata: (.*)\n\n$`).exec(text) ?? []
      if (data !== undefined)
        for (const { state } of ReplayEvent.parse(JSON.parse(data)).jobs) states.push(state)
    }
    expect(states.at(-1)).toBe('completed')
    await reader?.cancel()
    shutdown.abort()
  })
})
