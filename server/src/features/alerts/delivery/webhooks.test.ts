import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { AlertRuleBody } from '@sluice/shared/alerts'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Telling } from '../alert-watch.ts'
import { Receivers } from './receivers.ts'
import { webhookBody } from './webhook-body.ts'
import { WebhookQueue } from './webhook-queue.ts'

interface Heard {
  headers: IncomingHttpHeaders
  body: string
}

/** A receiver on this machine that answers as told, one answer after the other, then 200. */
async function createReceiver(...answers: { status: number; location?: string; waitMs?: number }[]) {
  const heard: Heard[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      heard.push({ headers: request.headers, body: Buffer.concat(parts).toString() })
      const { status, location } = answers.shift() ?? { status: 200 }
      response.writeHead(status, location === undefined ? {} : { location }).end('ignored')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { heard, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook?token=canary` }
}

const QUICK = { tries: 3, firstMs: 1, longestMs: 5 }
const RULE = AlertRuleBody.parse({
  ...{ name: 'late', groups: ['*'], severity: 'critical', labels: { team: 'books' }, receivers: ['on-call'] },
  condition: { kind: 'lagTime', aboveMs: 60_000 },
})

function telling(changes: Partial<Telling['alert']> = {}, status: Telling['status'] = 'firing'): Telling {
  return {
    ...{ cluster: 'local', status, since: 1_700_000_000_000, rule: { id: 'r1', body: RULE } },
    alert: {
      ...{ id: 'a', ruleId: 'r1', rule: 'late', severity: 'critical', condition: RULE.condition },
      ...{ group: 'billing', status, since: 1, firedAt: 2, resolvedAt: null, reason: null },
      ...{ value: '90000', worst: '90000', cause: null, unknownSince: null, unknownBecause: null },
      ...{ flapping: false, mutedUntil: null, acknowledged: null },
      ...changes,
    },
  }
}

const CONTEXT = { externalUrl: 'https://sluice.example', sentence: () => 'It lags.' }

describe('the body of a webhook', () => {
  it('is that of Alertmanager, version 4', async () => {
    const body = webhookBody('on-call', [telling(), telling({ group: 'shipping' })], CONTEXT)
    await expect(`${JSON.stringify(body, null, 2)}\n`).toMatchFileSnapshot('fixtures/firing.json')
  })

  it('names the same alert at its end as at its beginning', () => {
    const begin = webhookBody('on-call', [telling()], CONTEXT)
    const ended = telling({ resolvedAt: 1_700_000_600_000, reason: 'cleared' }, 'resolved')
    const end = webhookBody('on-call', [ended], CONTEXT)
    expect(end).toMatchObject({ status: 'resolved', groupKey: begin.groupKey })
    expect(end.alerts[0]).toMatchObject({
      ...{ fingerprint: begin.alerts[0]?.fingerprint, startsAt: begin.alerts[0]?.startsAt },
      ...{ endsAt: '2023-11-14T22:23:20.000Z', annotations: { resolved: 'cleared' } },
    })
  })

  it('holds a hundred alerts, and says how many more there are', () => {
    const many = Array.from({ length: 250 }, (_, n) => telling({ group: `g${n}` }))
    const body = webhookBody('on-call', many, CONTEXT)
    expect({ alerts: body.alerts.length, more: body.truncatedAlerts }).toEqual({ alerts: 100, more: 150 })
    expect(new Set(body.alerts.map(({ fingerprint }) => fingerprint)).size).toBe(100)
    expect(body.commonLabels).toEqual({
      ...{ alertname: 'late', severity: 'critical' },
      cluster: 'local',
      team: 'books',
    })
  })
})

describe('a webhook', () => {
  it('is signed over its time and body where there is a secret', async () => {
    const { heard, url } = await createReceiver()
    const queue = new WebhookQueue({ name: 'on-call', url, secret: 's3cret' }, new AbortController().signal)
    expect(await queue.test('{"a":1}')).toMatchObject({ ok: true, status: 200 })
    const [{ headers, body } = { headers: {}, body: '' }] = heard
    const at = headers['x-sluice-timestamp']
    const expected = createHmac('sha256', 's3cret').update(`${at}.${body}`).digest('hex')
    expect(headers['x-sluice-signature']).toBe(`sha256=${expected}`)
    expect(Math.abs(Number(at) - Date.now() / 1000)).toBeLessThan(60)
  })

  it('is tried again under the same key until it is taken, and the next one waits for it', async () => {
    const { heard, url } = await createReceiver({ status: 503 }, { status: 429 })
    const queue = new WebhookQueue(
      { name: 'on-call', url, secret: null },
      new AbortController().signal,
      QUICK,
    )
    queue.add('"first"')
    queue.add('"second"')
    await queue.idle()
    expect(heard.map(({ body }) => body)).toEqual(['"first"', '"first"', '"first"', '"second"'])
    expect(new Set(heard.map(({ headers }) => headers['idempotency-key'])).size).toBe(2)
    expect(queue.health()).toMatchObject({ sent: 2, failed: 0, queued: 0 })
  })

  it('is given up after the last try, and at once where it is refused for good', async () => {
    const { heard, url } = await createReceiver(...Array.from({ length: 3 }, () => ({ status: 500 })), {
      status: 400,
    })
    const queue = new WebhookQueue(
      { name: 'on-call', url, secret: null },
      new AbortController().signal,
      QUICK,
    )
    queue.add('1')
    queue.add('2')
    await queue.idle()
    expect(heard).toHaveLength(4)
    expect(queue.health()).toMatchObject({
      sent: 0,
      failed: 2,
      lastFault: { message: expect.stringContaining('400') },
    })
  })

  it('follows no redirect, and says so', async () => {
    const inner = await createReceiver()
    const outer = await createReceiver({ status: 307, location: inner.url })
    const queue = new WebhookQueue(
      { name: 'on-call', url: outer.url, secret: null },
      new AbortController().signal,
    )
    expect(await queue.test('{}')).toMatchObject({
      ok: false,
      status: 307,
      message: expect.stringContaining('redirect'),
    })
    expect(inner.heard).toEqual([])
  })

  it('that waits is dropped above a hundred, and counted', async () => {
    const { url } = await createReceiver()
    const stop = new AbortController()
    const queue = new WebhookQueue({ name: 'on-call', url, secret: null }, stop.signal, QUICK)
    for (let n = 0; n < 120; n += 1) queue.add(String(n))
    expect(queue.health()).toMatchObject({ queued: 100, dropped: 20 })
    await queue.idle()
    expect(queue.health().sent).toBe(100)
  })

  it('ends with the process, also while it waits for its next try', async () => {
    const { url } = await createReceiver({ status: 503 })
    const stop = new AbortController()
    const queue = new WebhookQueue({ name: 'on-call', url, secret: null }, stop.signal, {
      ...QUICK,
      firstMs: 60_000,
      longestMs: 60_000,
    })
    queue.add('1')
    await expect.poll(() => queue.health().lastFault).not.toBeNull()
    stop.abort()
    await queue.idle()
    expect(queue.health()).toMatchObject({ sent: 0, failed: 0, queued: 1 })
  })

  it('that cannot be sent names no more of its address than where it leads', async () => {
    const url = 'http://127.0.0.1:9/hook/canary-token?x=canary'
    const queue = new WebhookQueue(
      { name: 'on-call', url, secret: 'canary-secret' },
      new AbortController().signal,
    )
    const sent = await queue.test('{}')
    expect(sent).toMatchObject({ ok: false, status: null })
    expect(JSON.stringify([sent, queue.health()])).not.toContain('canary')
    expect(queue.health().origin).toBe('http://127.0.0.1:9')
  })
})

describe('receivers', () => {
  it('hear once of all alerts of a rule, those alone that the rule names', async () => {
    const [a, b] = [await createReceiver(), await createReceiver()]
    const receivers = new Receivers({
      targets: [
        { name: 'on-call', url: a.url, secret: null },
        { name: 'other', url: b.url, secret: null },
      ],
      ...{ externalUrl: () => 'http://x', sentence: () => null, stop: new AbortController().signal },
    })
    receivers.tell([telling(), telling({ group: 'shipping' }), telling({ group: 'old' }, 'resolved')])
    await receivers.idle()
    expect(a.heard.map(({ body }) => JSON.parse(body).alerts.length)).toEqual([2, 1])
    expect(b.heard).toEqual([])
    expect(await receivers.test('other', 'local')).toMatchObject({ ok: true, status: 200 })
    expect(JSON.parse(b.heard[0]?.body ?? '').alerts[0].labels).toMatchObject({
      test: 'true',
      cluster: 'local',
    })
    await expect(receivers.test('nobody', 'local')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })
})
