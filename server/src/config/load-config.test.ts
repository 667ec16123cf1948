import { describe, expect, it } from 'vitest'
import { faultsOf, type Given, load } from './testing/load.ts'
import { toConnection } from './to-connection.ts'

const brokers = ['--brokers', 'a:9092, b:9093']

describe('the configuration', () => {
  it('takes brokers alone, with defaults for the rest', () => {
    expect(load({ argv: brokers })).toMatchObject({
      host: '127.0.0.1',
      port: 4400,
      portSearch: false,
      loopback: true,
      clusters: [{ name: 'local', brokers: ['a:9092', 'b:9093'], clientId: 'sluice', tls: null, sasl: null }],
    })
  })

  it('lets a flag win over a variable, a variable over the file, the file over the default', () => {
    const file = 'port: 1\nhost: 127.0.0.2\nlogLevel: warn\n'
    const env = { SLUICE_PORT: '2', SLUICE_HOST: '127.0.0.3' }
    const config = load({ argv: [...brokers, '--port', '3'], env, file })
    expect(config).toMatchObject({ port: 3, host: '127.0.0.3', logLevel: 'warn', portSearch: false })
  })

  it('reads several clusters, each with a way of its own to be reached', () => {
    const file = `
clusters:
  - name: prod
    brokers: [k1:9093, "[fe80::1]:9093"]
    tls: true
    sasl: { mechanism: SCRAM-SHA-512, username: "\${env:KAFKA_USER}", password: "\${env:KAFKA_PASSWORD}" }
  - name: plain
    brokers: [k2:9092]
    requestTimeoutMs: 2000
`
    const env = { KAFKA_USER: 'reader', KAFKA_PASSWORD: 'hunter2-canary' }
    const config = load({ env, file })
    expect(config.clusters.map(toConnection)).toMatchObject([
      {
        name: 'prod',
        tls: { rejectUnauthorized: true },
        sasl: { mechanism: 'SCRAM-SHA-512', username: 'reader', password: 'hunter2-canary' },
      },
      { name: 'plain', tls: null, sasl: null, requestTimeoutMs: 2000 },
    ])
  })

  it('lets the cluster of the flags stand in for a "local" of the file', () => {
    const file = 'clusters: [{ name: local, brokers: ["file:1"] }, { name: other, brokers: ["o:1"] }]'
    expect(load({ argv: brokers, file }).clusters.map((one) => [one.name, one.brokers[0]])).toEqual([
      ['local', 'a:9092'],
      ['other', 'o:1'],
    ])
  })

  it('writes to every cluster unless one is read-only, all are, or anyone could reach Sluice', () => {
    const file = 'clusters: [{ name: a, brokers: ["a:1"], readOnly: true }, { name: b, brokers: ["b:1"] }]'
    const reasons = (given: Given) => load(given).clusters.map(({ readOnly }) => readOnly)
    expect(reasons({ argv: brokers })).toEqual([null])
    expect(reasons({ file })).toEqual(['configured', null])
    expect(reasons({ file, argv: ['--read-only'] })).toEqual(['configured', 'configured'])
    expect(reasons({ file, env: { SLUICE_READ_ONLY: 'true' } })).toEqual(['configured', 'configured'])
    expect(reasons({ file: `readOnly: true\n${file}` })).toEqual(['configured', 'configured'])
    const open = ['--host', '0.0.0.0', '--allow-unauthenticated', 'i-understand']
    const asked = 'clusters: [{ name: a, brokers: ["a:1"], readOnly: false }]'
    expect(reasons({ file: asked, argv: open })).toEqual(['no-authentication'])
  })

  it('cannot be changed afterwards, at any depth', () => {
    const config = load({ argv: brokers })
    expect(() => Object.assign(config, { port: 1 })).toThrow(TypeError)
    expect(() => Object.assign(config.clusters[0] ?? {}, { name: 'x' })).toThrow(TypeError)
  })

  it('tells every fault of every source at once, and where each came from', () => {
    const file =
      'colour: red\nclusters:\n  - name: UPPER\n    brokers: [nohost]\n    extra: 1\n    tls: { ca: missing.pem }\n'
    const argv = ['--port', 'many', '--nonsense', '--sasl-mechanism', 'GSSAPI', '--brokers', 'a:99999']
    const faults = faultsOf({ argv, env: { SLUICE_LOG_LEVEL: 'loud', SLUICE_TLS: 'perhaps' }, file })
    const told = faults.map(({ where }) => where.replace(/\S*sluice\.yaml/, 'FILE'))
    expect(told).toEqual(
      expect.arrayContaining([
        '--nonsense',
        '--port',
        '--sasl-mechanism',
        '--brokers',
        'SLUICE_LOG_LEVEL',
        'SLUICE_TLS',
        'FILE colour',
        'FILE clusters.0.name',
        'FILE clusters.0.brokers.0',
        'FILE clusters.0.extra',
      ]),
    )
  })

  it.each<[string, Given, string]>([
    ['no cluster at all', {}, 'none is given'],
    ['settings of a cluster without its brokers', { argv: ['--tls'] }, 'no --brokers are given'],
    ['a flag without its value', { argv: ['--brokers'] }, 'needs a value'],
    ['a flag that swallows the next one', { argv: ['--brokers', '--tls'] }, 'needs a value'],
    ['a stray word', { argv: [...brokers, 'hunter2'] }, 'takes flags only'],
    ['a file that is not there', { argv: [...brokers, '--config', 'gone.yaml'] }, 'there is no such file'],
    ['YAML that is broken', { file: 'clusters: [' }, 'is not valid YAML'],
    ['the same key twice', { file: 'port: 1\nport: 2' }, 'is not valid YAML'],
    ['a file that holds a list', { file: '- 1' }, 'must hold settings'],
    [
      'the flags’ own cluster in the file',
      { argv: brokers, file: 'local: {}' },
      'is not a setting of the file',
    ],
    [
      'two clusters of one name',
      { file: 'clusters: [{name: a, brokers: ["a:1"]}, {name: a, brokers: ["b:1"]}]' },
      'already given',
    ],
    [
      'a variable that is not set',
      { file: `clusters: [{name: a, brokers: ["\${env:NOT_SET}:1"]}]` },
      'NOT_SET is not set',
    ],
    [
      'PLAIN without a password',
      { argv: [...brokers, '--sasl-mechanism', 'PLAIN', '--sasl-username', 'u'] },
      'is needed for PLAIN',
    ],
    [
      'OAUTHBEARER without a token',
      { argv: [...brokers, '--sasl-mechanism', 'OAUTHBEARER'] },
      'needs either token',
    ],
    [
      'a certificate without its key',
      { argv: [...brokers, '--tls', '--tls-cert', 'gone.pem'] },
      'belong together',
    ],
    ['brokers as an address with a path', { argv: ['--brokers', 'http://a:9092/x'] }, 'must be host:port'],
    ['deep nesting', { file: `port: ${'{a: '.repeat(40)}1${'}'.repeat(40)}` }, 'nested too deep'],
  ])('refuses %s and says why', (_, given, message) => {
    expect(
      faultsOf(given)
        .map((fault) => fault.message)
        .join('\n'),
    ).toContain(message)
  })

  it.each(['0.0.0.0', '::', '192.168.1.5', 'myhost'])(
    'refuses to listen on %s without authentication',
    (host) => {
      expect(faultsOf({ argv: [...brokers, '--host', host] })).toEqual([
        { where: '--host', message: expect.stringContaining('no authentication') },
      ])
      const config = load({ argv: [...brokers, '--host', host, '--allow-unauthenticated', 'i-understand'] })
      expect(config).toMatchObject({ host, loopback: false })
    },
  )

  it.each(['127.0.0.1', '127.9.9.9', '::1', '[::1]', 'localhost'])(
    'takes %s for this machine only',
    (host) => {
      expect(load({ argv: [...brokers, '--host', host] }).loopback).toBe(true)
    },
  )
})
