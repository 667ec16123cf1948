import { AlertRule } from '@sluice/shared/alerts'
import { AlertList, AlertMute } from '@sluice/shared/alerts-state'
import { paths } from '@sluice/shared/paths'
import { describe, expect, it } from 'vitest'
import { createTestApp } from './testing/test-app.ts'

const RULE = { name: 'Stuck', groups: ['*'], condition: { kind: 'state', states: ['STALLED'] } }
const JSON_TYPE = { 'content-type': 'application/json' }

describe('alert rules over HTTP', () => {
  it('are made, listed, changed and deleted', async () => {
    const { send } = createTestApp()
    const at = paths.alertRules('local')
    const made = await send(at, { method: 'POST', headers: JSON_TYPE, body: JSON.stringify(RULE) })
    expect(made.status).toBe(201)
    const rule = AlertRule.parse(await made.json())
    expect(rule).toMatchObject({ source: 'store', enabled: true, forMs: 120_000, severity: 'warning' })
    const changed = { ...RULE, name: 'Stuck at all' }
    const put = { method: 'PUT', headers: JSON_TYPE, body: JSON.stringify(changed) }
    expect(await (await send(`${at}/${rule.id}`, put)).json()).toMatchObject({
      id: rule.id,
      name: 'Stuck at all',
    })
    expect(await (await send(at)).json()).toMatchObject({ kept: true, rules: [{ name: 'Stuck at all' }] })
    expect((await send(`${at}/${rule.id}`, { method: 'DELETE' })).status).toBe(200)
    expect(await (await send(`${at}/${rule.id}`, { method: 'DELETE' })).json()).toMatchObject({
      code: 'ALERT_RULE_NOT_FOUND',
    })
  })

  it('are tried on the past before they are made', async () => {
    const { send } = createTestApp()
    const body = JSON.stringify({ rule: RULE })
    const answer = await send(`${paths.alertRules('local')}/dry-run`, {
      method: 'POST',
      headers: JSON_TYPE,
      body,
    })
    expect(await answer.json()).toMatchObject({ matches: 0, fired: 0, notes: ['no-history', 'now-only'] })
  })

  it('are written by our own page alone, and as JSON', async () => {
    const { send } = createTestApp()
    const at = paths.alertRules('local')
    const body = JSON.stringify(RULE)
    const foreign = { ...JSON_TYPE, origin: 'https://evil.example' }
    expect((await send(at, { method: 'POST', headers: foreign, body })).status).toBe(403)
    expect((await send(at, { method: 'POST', headers: { 'content-type': 'text/plain' }, body })).status).toBe(
      415,
    )
    expect(
      (await send(`${at}/x`, { method: 'DELETE', headers: { origin: 'https://evil.example' } })).status,
    ).toBe(403)
    expect(await (await send(at)).json()).toMatchObject({ rules: [] })
  })

  it('name no address: receivers are the configuration’s', async () => {
    const { send } = createTestApp()
    const body = JSON.stringify({ ...RULE, receivers: ['http://169.254.169.254/'] })
    const answer = await send(paths.alertRules('local'), { method: 'POST', headers: JSON_TYPE, body })
    expect(answer.status).toBe(400)
    const test = await send(`${paths.alerts('local')}/receivers/nobody/test`, {
      method: 'POST',
      headers: JSON_TYPE,
    })
    expect(test.status).toBe(404)
  })
})

describe('alerts over HTTP', () => {
  it('are listed with mutes, which are made and ended', async () => {
    const { send } = createTestApp()
    const at = paths.alerts('local')
    const body = JSON.stringify({ groups: ['library.*'], forMs: 60_000, by: 'Min' })
    const mute = AlertMute.parse(
      await (await send(`${at}/mutes`, { method: 'POST', headers: JSON_TYPE, body })).json(),
    )
    expect(await (await send(at)).json()).toMatchObject({
      ...{ open: [], past: [], receivers: [], counts: { firing: 0, muted: 0, pending: 0 } },
      mutes: [{ id: mute.id, by: 'Min', source: 'person' }],
    })
    expect((await send(`${at}/mutes/${mute.id}`, { method: 'DELETE' })).status).toBe(200)
    expect(await (await send(at)).json()).toMatchObject({ mutes: [] })
    expect(await (await send(`${at}/counts`)).json()).toEqual({ firing: 0, muted: 0, pending: 0 })
    expect((await send(paths.alerts('missing'))).status).toBe(404)
  })
})

describe('alerts where whoever comes by could change them', () => {
  it('are read as ever, tried on the past, and changed by nobody', async () => {
    const { send } = createTestApp({}, 'no-authentication')
    const at = paths.alerts('local')
    const rules = paths.alertRules('local')
    const writes: [method: string, path: string, body?: unknown][] = [
      ['POST', rules, RULE],
      ['PUT', `${rules}/config-1`, RULE],
      ['DELETE', `${rules}/config-1`],
      ['POST', `${at}/mutes`, { groups: ['*'], forMs: 60_000 }],
      ['DELETE', `${at}/mutes/x`],
      ['POST', `${at}/acknowledge`, { id: 'x' }],
      ['POST', `${at}/receivers/on-call/test`, {}],
    ]
    for (const [method, path, body] of writes) {
      const init = body === undefined ? {} : { headers: JSON_TYPE, body: JSON.stringify(body) }
      const answer = await send(path, { method, ...init })
      expect([method, path, answer.status]).toEqual([method, path, 403])
      expect(await answer.json()).toMatchObject({
        code: 'READ_ONLY',
        message: expect.stringMatching(
          /can be read here and not changed.*other machines.*Nothing was written/,
        ),
      })
    }
    const list = AlertList.parse(await (await send(at)).json())
    expect(list.writes).toEqual({ allowed: false, reason: 'no-authentication' })
    const tried = { method: 'POST', headers: JSON_TYPE, body: JSON.stringify({ rule: RULE }) }
    expect((await send(`${rules}/dry-run`, tried)).status).toBe(200)
  })
})
