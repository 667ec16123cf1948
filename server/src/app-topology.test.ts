import { ApiErrorBody } from '@sluice/shared/errors'
import { AuditList } from '@sluice/shared/groups-audit'
import { paths } from '@sluice/shared/paths'
import { TOPOLOGY_EVENT, TopologyEvent, TopologyGraph, TopologyTimes } from '@sluice/shared/topology'
import { TopologyDiff } from '@sluice/shared/topology-diff'
import { Identity, IdentityImported, IdentityRules } from '@sluice/shared/topology-identity'
import { describe, expect, it } from 'vitest'
import { createTestApp, type TestApp } from './testing/test-app.ts'

const READ = paths.topology('local')
const IDENTITY = paths.identity('local')

async function read(app: TestApp, path: string): Promise<unknown> {
  return await (await app.send(path)).json()
}

async function sent(app: TestApp, method: string, path: string, body: unknown) {
  const headers = { 'content-type': 'application/json' }
  return await app.send(path, { method, headers, body: JSON.stringify(body) })
}

describe('the topology over HTTP', () => {
  it('answers before anything was seen, with what each collector waits for', async () => {
    const graph = TopologyGraph.parse(await read(createTestApp(), READ))
    expect(graph).toMatchObject({ live: true, level: 'service', edges: [] })
    expect(graph.collectors.map(({ state }) => state)).toContain('waiting')
  })

  it('answers for the past, and what differs between two times', async () => {
    const app = createTestApp()
    const then = Date.now() - 3_600_000
    expect(TopologyGraph.parse(await read(app, `${READ}?at=${then}&level=business`)).live).toBe(false)
    const diff = await read(app, `${paths.topologyDiff('local')}?from=${then}&to=${Date.now()}`)
    expect(TopologyDiff.parse(diff)).toMatchObject({ from: then, changed: [] })
    expect(TopologyTimes.parse(await read(app, paths.topologyTimes('local'))).buckets).toEqual([])
  })

  it('says of an edge that is not there that it is not', async () => {
    const answer = await createTestApp().send(paths.edgeEvidence('local', 'nothing'))
    expect([answer.status, ApiErrorBody.parse(await answer.json()).code]).toEqual([404, 'NOT_FOUND'])
  })

  it('tells of the graph on the one stream of the tab', async () => {
    const app = createTestApp()
    const body = (await app.send(paths.events('local'))).body?.getReader()
    const texts = [await body?.read(), await body?.read()].map((step) => `${Buffer.from(step?.value ?? [])}`)
    const told = texts.find((text) => text.startsWith(`event: ${TOPOLOGY_EVENT}\n`)) ?? ''
    const { version } = TopologyEvent.parse(JSON.parse(/data: (.*)\n/.exec(told)?.[1] ?? ''))
    expect(version).toBe(TopologyGraph.parse(await read(app, READ)).version)
    await body?.cancel()
  })
})

describe('who is who over HTTP', () => {
  const rules = [{ kind: 'owner', match: 'orders*', owner: 'team-shop' }]

  it('is kept, drawn at once, and leaves an entry in the audit', async () => {
    const app = createTestApp()
    app.gateway.createTopic({ name: 'orders-eu' })
    const { version, conventions } = Identity.parse(await read(app, IDENTITY))
    expect(conventions.length).toBeGreaterThan(5)
    const answer = await sent(app, 'PUT', IDENTITY, { version, rules, who: 'mina', why: 'told by them' })
    expect(IdentityRules.parse(await answer.json())).toEqual({ version: '1', rules })
    expect(Identity.parse(await read(app, IDENTITY))).toMatchObject({ version: '1', rules })
    const { entries } = AuditList.parse(await read(app, paths.audit('local')))
    expect(entries[0]).toMatchObject({
      who: 'mina',
      action: 'change-identity',
      detail: { version: 1, added: 1 },
    })
  })

  it('never loses what somebody else changed meanwhile', async () => {
    const app = createTestApp()
    await sent(app, 'PUT', IDENTITY, { version: '0', rules })
    const answer = await sent(app, 'PUT', IDENTITY, { version: '0', rules: [] })
    expect([answer.status, ApiErrorBody.parse(await answer.json()).code]).toEqual([409, 'RULES_CHANGED'])
    expect(Identity.parse(await read(app, IDENTITY)).rules).toEqual(rules)
  })

  it('can be read and not changed where Sluice is open to others without authentication', async () => {
    const app = createTestApp({}, 'no-authentication')
    const answer = await sent(app, 'PUT', IDENTITY, { version: '0', rules })
    expect([answer.status, ApiErrorBody.parse(await answer.json()).code]).toEqual([403, 'READ_ONLY'])
    expect((await app.send(IDENTITY)).status).toBe(200)
  })

  it('is made of a file without being kept', async () => {
    const app = createTestApp()
    const file = { format: 'sluice', text: JSON.stringify({ rules }) }
    const answer = await sent(app, 'POST', paths.identityImport('local'), file)
    expect(IdentityImported.parse(await answer.json())).toEqual({ rules, ignored: [] })
    expect(Identity.parse(await read(app, IDENTITY)).rules).toEqual([])
  })
})
