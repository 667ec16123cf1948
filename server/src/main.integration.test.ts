import { createServer } from 'node:net'
import { AlertList } from '@sluice/shared/alerts-state'
import { ClusterList } from '@sluice/shared/clusters'
import { ApiErrorBody } from '@sluice/shared/errors'
import { paths } from '@sluice/shared/paths'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SluiceProcess, sendRaw, startSluice } from './testing/sluice-process.ts'

/** Nothing listens on port 1 of this machine. */
const nowhere = ['--brokers', '127.0.0.1:1', '--port', '0']

async function freePort(): Promise<{ port: number; close: () => void }> {
  const holder = createServer()
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve))
  const address = holder.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { port: address.port, close: () => holder.close() }
}

describe('Sluice without a broker', () => {
  let sluice: SluiceProcess
  let url = ''
  beforeAll(async () => {
    sluice = startSluice(nowhere)
    url = await sluice.url
  })
  afterAll(() => void sluice.child.kill('SIGKILL'))

  it('is up at once and well, and says which address failed and why', async () => {
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
    await expect
      .poll(async () => ClusterList.parse(await (await fetch(url + paths.clusters())).json()).clusters, {
        timeout: 15_000,
      })
      .toMatchObject([
        {
          name: 'local',
          connection: {
            state: 'unreachable',
            faults: [{ address: '127.0.0.1:1', message: expect.stringContaining('refused') }],
          },
        },
      ])
  })

  it('answers what needs the cluster with a clear 503 and does not hang', async () => {
    for (const path of [paths.cluster('local'), paths.topics('local'), paths.topic('local', 'orders')]) {
      const answer = await fetch(url + path)
      expect(answer.status, path).toBe(503)
      const body = ApiErrorBody.parse(await answer.json())
      expect(body).toMatchObject({ code: 'CLUSTER_UNREACHABLE', retryable: true })
      expect(body.message).toContain('127.0.0.1:1')
    }
    const scan = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"topic":"orders"}',
    }
    expect((await fetch(url + paths.scan('local'), scan)).status).toBe(503)
  })

  it.each<[string, string, RegExp]>([
    ['an absolute target', 'GET http://HOST/api/clusters HTTP/1.1\r\nHost: HOST', /^HTTP\/1.1 400 /],
    ['a backslash in the target', 'GET /api\\clusters HTTP/1.1\r\nHost: HOST', /^HTTP\/1.1 400 /],
    ['an empty segment', 'GET //evil.example/api HTTP/1.1\r\nHost: HOST', /^HTTP\/1.1 400 /],
    ['dot segments', 'GET /assets/../../etc/passwd HTTP/1.1\r\nHost: HOST', /^HTTP\/1.1 400 /],
    ['the target *', 'OPTIONS * HTTP/1.1\r\nHost: HOST', /^HTTP\/1.1 4/],
    ['no Host', 'GET /api/clusters HTTP/1.1', /^HTTP\/1.1 400 /],
    ['no Host in HTTP/1.0', 'GET /api/clusters HTTP/1.0', /^HTTP\/1.1 4/],
    ['a foreign Host', 'GET /api/clusters HTTP/1.1\r\nHost: evil.example', /^HTTP\/1.1 421 /],
    ['a Host that is none', 'GET /api/clusters HTTP/1.1\r\nHost: a b', /^HTTP\/1.1 4/],
    ['two Hosts', 'GET /api/clusters HTTP/1.1\r\nHost: HOST\r\nHost: evil.example', /^HTTP\/1.1 4/],
    ['a header beyond 16 KiB', `GET / HTTP/1.1\r\nHost: HOST\r\nX: ${'x'.repeat(20_000)}`, /^HTTP\/1.1 431 /],
    ['an unknown method', 'BREW /api/clusters HTTP/1.1\r\nHost: HOST', /^HTTP\/1.1 4/],
    ['TRACE', 'TRACE /api/clusters HTTP/1.1\r\nHost: HOST', /^HTTP\/1.1 4/],
    ['CONNECT', 'CONNECT evil.example:80 HTTP/1.1\r\nHost: HOST', /^($|HTTP\/1.1 4)/],
    [
      'a length and chunks at once',
      'POST /api/clusters/local/messages/scan HTTP/1.1\r\nHost: HOST\r\nContent-Type: application/json\r\nContent-Length: 4\r\nTransfer-Encoding: chunked',
      /^HTTP\/1.1 400 /,
    ],
  ])('refuses %s', async (_, head, status) => {
    const host = new URL(url).host
    const answer = await sendRaw(url, `${head.replaceAll('HOST', host)}\r\nConnection: close\r\n\r\n`)
    expect(answer.split('\r\n')[0] ?? '').toMatch(status)
    expect(answer).not.toContain('root:')
  })

  it('cuts a chunked body at the cap without waiting for its end', async () => {
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`
    const head = `POST ${paths.scan('local')} HTTP/1.1\r\nHost: ${new URL(url).host}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n`
    expect(await sendRaw(url, head + chunk.repeat(17))).toMatch(/^HTTP\/1.1 413 /)
  })

  it('ends with code 0 on SIGTERM, within five seconds, with connections open', async () => {
    const idle = sendRaw(url, `GET /healthz HTTP/1.1\r\nHost: ${new URL(url).host}\r\n\r\n`)
    const half = sendRaw(url, `GET /healthz HTTP/1.1\r\nHost: `).catch(() => 'cut')
    await new Promise((resolve) => setTimeout(resolve, 200))
    const asked = performance.now()
    sluice.child.kill('SIGTERM')
    const { code, stdout, stderr } = await sluice.ended
    expect(code).toBe(0)
    expect(performance.now() - asked).toBeLessThan(5000)
    await Promise.all([idle, half])
    expect(stdout.trim().split('\n')).toHaveLength(1)
    for (const line of stderr.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('event')
  })
})

describe('starting', () => {
  it('is refused beyond this machine without authentication: code 78, and the way out', async () => {
    const { code, stdout, stderr } = await startSluice([...nowhere, '--host', '0.0.0.0']).ended
    expect(code).toBe(78)
    expect(stdout).toBe('')
    expect(stderr).toContain('--allow-unauthenticated i-understand')
  })

  it('tells all faults of the configuration at once: code 78', async () => {
    const { code, stderr } = await startSluice(['--port', 'x', '--colour', 'red', '--tls']).ended
    expect(code).toBe(78)
    const places = stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).where)
    expect(places).toEqual(expect.arrayContaining(['--port', '--colour', '--tls']))
  })

  it('says that a port is taken (code 75), or goes on to the next one when it may', async () => {
    const { port, close } = await freePort()
    const there = ['--brokers', '127.0.0.1:1', '--port', String(port)]
    const { code, stderr } = await startSluice(there).ended
    expect(code).toBe(75)
    expect(stderr).toContain(`Port ${port} on 127.0.0.1 is taken`)
    const searching = startSluice([...there, '--port-search'])
    expect(Number(new URL(await searching.url).port)).toBeGreaterThan(port)
    searching.child.kill('SIGKILL')
    close()
  })

  it('lets no secret into log, output or answers, at the finest level', async () => {
    const canary = 'canary-9f3b'
    const sluice = startSluice(
      [
        ...nowhere,
        '--log-level',
        'debug',
        '--tls',
        '--sasl-mechanism',
        'SCRAM-SHA-256',
        '--sasl-username',
        'reader',
      ],
      { SLUICE_SASL_PASSWORD: canary },
    )
    const url = await sluice.url
    const answers: string[] = []
    for (const path of [
      paths.clusters(),
      paths.cluster('local'),
      paths.topics('local'),
      paths.openapi(),
      '/nowhere',
    ])
      answers.push(await (await fetch(url + path)).text())
    sluice.child.kill('SIGTERM')
    const { stdout, stderr } = await sluice.ended
    expect(stderr).toContain('request')
    expect([stdout, stderr, ...answers].join('\n')).not.toContain(canary)
  })
})

describe('Sluice with --read-only', () => {
  it('has no way to write: the API says so and why, whoever asks', async () => {
    const sluice = startSluice([...nowhere, '--read-only'])
    try {
      const url = await sluice.url
      const { clusters } = ClusterList.parse(await (await fetch(url + paths.clusters())).json())
      expect(clusters.map(({ writes }) => writes)).toEqual([{ allowed: false, reason: 'configured' }])
      const answer = await fetch(url + paths.produce('local', 'orders'), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"records":[{"value":null}]}',
      })
      expect(answer.status).toBe(403)
      expect(ApiErrorBody.parse(await answer.json()).code).toBe('READ_ONLY')
    } finally {
      sluice.child.kill('SIGTERM')
    }
    const { stderr } = await sluice.ended
    expect(stderr).toMatch(/"level":"audit","event":"produce-failed".*"who":"127\.0\.0\.1"/)
  })
})

describe('Sluice beyond this machine, without authentication', () => {
  it('shows everything and changes nothing: no cluster, and no alerts of its own', async () => {
    const sluice = startSluice([...nowhere, '--host', '0.0.0.0', '--allow-unauthenticated', 'i-understand'])
    try {
      const url = (await sluice.url).replace('0.0.0.0', '127.0.0.1')
      const { clusters } = ClusterList.parse(await (await fetch(url + paths.clusters())).json())
      expect(clusters.map(({ writes }) => writes)).toEqual([{ allowed: false, reason: 'no-authentication' }])
      const alerts = AlertList.parse(await (await fetch(url + paths.alerts('local'))).json())
      expect(alerts.writes).toEqual({ allowed: false, reason: 'no-authentication' })
      const answer = await fetch(url + paths.alertMutes('local'), {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url },
        body: '{"groups":["*"],"forMs":60000}',
      })
      expect(ApiErrorBody.parse(await answer.json()).code).toBe('READ_ONLY')
    } finally {
      sluice.child.kill('SIGTERM')
    }
    await sluice.ended
  })
})
