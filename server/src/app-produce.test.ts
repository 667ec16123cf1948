import { ProduceAnswer } from '@sluice/shared/messages-produce'
import { paths } from '@sluice/shared/paths'
import { describe, expect, it } from 'vitest'
import { createClusterRegistry } from '#features/clusters/cluster-registry.ts'
import { createConnectionMonitor } from '#features/clusters/connection-monitor.ts'
import { WriteOnce } from '#features/messages/produce/write-once.ts'
import { createLog } from '#http/log.ts'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import { createTestApp } from './testing/test-app.ts'

const CANARY = 'canary-payload'
const RECORD = {
  key: { encoding: 'utf8', data: CANARY },
  value: { encoding: 'utf8', data: CANARY },
  partition: 0,
}

function post(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  }
}

describe('the route that writes', () => {
  const target = paths.produce('local', 'orders')

  it('writes and answers where each record is', async () => {
    const { send, gateway } = createTestApp()
    const answer = await send(target, post({ records: [RECORD, RECORD] }))
    expect(answer.status).toBe(200)
    expect(ProduceAnswer.parse(await answer.json())).toMatchObject({
      topic: 'orders',
      replayed: false,
      records: [{ offset: '0' }, { offset: '1' }],
    })
    expect(gateway.calls.produce).toBe(1)
  })

  it('writes once for one idempotency key, and says that the second answer is the first one’s', async () => {
    const { send, gateway } = createTestApp()
    const again = () => send(target, post({ records: [RECORD] }, { 'idempotency-key': 'click-0001' }))
    const [first, second] = await Promise.all([again(), again()])
    const answers = [ProduceAnswer.parse(await first.json()), ProduceAnswer.parse(await second.json())]
    expect(answers.map(({ replayed }) => replayed).toSorted()).toEqual([false, true])
    expect(answers[0]?.records).toEqual(answers[1]?.records)
    const other = await send(target, post({ records: [RECORD, RECORD] }, { 'idempotency-key': 'click-0001' }))
    expect(other.status).toBe(409)
    expect(gateway.calls.produce).toBe(1)
    expect((await send(target, post({ records: [RECORD] }, { 'idempotency-key': 'short' }))).status).toBe(400)
  })

  it.each(['9223372036854775808', '-9223372036854775809', '9999999999999999999'])(
    'refuses a time of %s, which 64 bits do not hold',
    async (timestamp) => {
      const { send, gateway } = createTestApp()
      const answer = await send(target, post({ records: [{ ...RECORD, timestamp }] }))
      expect(answer.status).toBe(400)
      expect(gateway.calls.produce).toBeUndefined()
      expect(await answer.text()).toContain('must fit in 64 bits')
    },
  )

  it('forgets no idempotency key for writes that have none', async () => {
    const gateway = createMemoryGateway({ topics: [{ name: 'orders' }] })
    const clusters = { gateway: () => gateway, writer: () => gateway.writer }
    const { send } = createTestApp({
      produce: {
        clusters,
        writes: new WriteOnce({ max: 2 }),
        log: createLog({ level: 'error', write() {} }),
      },
    })
    const keyed = () => send(target, post({ records: [RECORD] }, { 'idempotency-key': 'click-0003' }))
    await keyed()
    for (let times = 0; times < 3; times += 1) await send(target, post({ records: [RECORD] }))
    expect(ProduceAnswer.parse(await (await keyed()).json()).replayed).toBe(true)
    expect(gateway.calls.produce).toBe(4)
  })

  it('leaves an audit line for each write, whatever the log level, and never a payload', async () => {
    const { send, log } = createTestApp()
    await send(target, post({ records: [RECORD] }, { 'idempotency-key': 'click-0002' }))
    await send(paths.produce('local', 'nowhere'), post({ records: [RECORD] }))
    const audits = log.map((line) => JSON.parse(line)).filter(({ level }) => level === 'audit')
    expect(audits).toMatchObject([
      {
        event: 'produce',
        who: 'unknown',
        cluster: 'local',
        topic: 'orders',
        idempotencyKey: 'click-0002',
        records: [{ partition: 0, offset: '0', bytes: expect.any(Number) }],
      },
      { event: 'produce-failed', topic: 'nowhere', code: 'TOPIC_NOT_FOUND', records: 1 },
    ])
    expect(audits[0].requestId).toMatch(/\S{8,}/)
    expect(log.join('\n')).not.toContain(CANARY)
  })

  it('says in a dry run what would be written, without an audit line', async () => {
    const { send, gateway, log } = createTestApp()
    const answer = await send(target, post({ dryRun: true, records: [RECORD] }))
    expect(await answer.json()).toMatchObject({ dryRun: true, records: [{ partition: 0, offset: null }] })
    expect(gateway.calls.produce).toBeUndefined()
    expect(log.join('\n')).not.toContain('audit')
  })

  it('takes a body of some megabytes, and refuses a larger one before it reads it', async () => {
    const { send } = createTestApp()
    const withValue = (bytes: number) =>
      post({ records: [{ value: { encoding: 'utf8', data: 'x'.repeat(bytes) }, partition: 0 }] })
    const large = await send(target, withValue(2_000_000))
    expect(await large.json()).toMatchObject({ code: 'RECORD_TOO_LARGE' })
    expect((await send(target, withValue(9_000_000))).status).toBe(413)
    expect((await send(paths.scan('local'), withValue(2_000_000))).status).toBe(413)
  })

  it.each([
    ['another site', { origin: 'http://evil.example' }, 403],
    ['a form', { 'content-type': 'text/plain' }, 415],
  ])('takes nothing from %s', async (_, headers, status) => {
    const { send, gateway } = createTestApp()
    expect((await send(target, post({ records: [RECORD] }, headers))).status).toBe(status)
    expect(gateway.calls.produce).toBeUndefined()
  })

  it('writes nothing to a read-only cluster, says why, and leaves an audit line of the attempt', async () => {
    const gateway = createMemoryGateway({ topics: [{ name: 'orders' }] })
    const monitor = createConnectionMonitor(gateway, { bootstrap: [] })
    const writes = { readOnly: 'configured' } as const
    const clusters = createClusterRegistry([{ name: 'local', bootstrap: [], gateway, monitor, writes }])
    const audits: unknown[] = []
    const none = () => {}
    const log = {
      debug: none,
      info: none,
      warn: none,
      error: none,
      audit: (event: string, fields = {}) => void audits.push({ event, ...fields }),
    }
    const { send } = createTestApp({
      clusters: { clusters },
      produce: { clusters, writes: new WriteOnce(), log },
    })
    for (const body of [{ records: [RECORD] }, { records: [RECORD], dryRun: true }]) {
      const answer = await send(target, post(body))
      expect(answer.status).toBe(403)
      expect(await answer.json()).toMatchObject({
        code: 'READ_ONLY',
        message: expect.stringContaining('configured as read-only'),
      })
    }
    expect(await (await send(paths.clusters())).json()).toMatchObject({
      clusters: [{ writes: { allowed: false, reason: 'configured' } }],
    })
    expect(gateway.calls.produce).toBeUndefined()
    expect(audits).toMatchObject([{ event: 'produce-failed', code: 'READ_ONLY' }, { dryRun: true }])
  })
})
