import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { parseCommandLine } from '../cli.ts'
import type { AppConfig } from './app-config.ts'
import { ConfigError, type ConfigFault } from './config-fault.ts'
import { loadConfig } from './load-config.ts'
import { readToken } from './read-token.ts'
import type { Environment } from './reference.ts'
import { secretValues, toConnection } from './to-connection.ts'

interface Given {
  argv?: string[]
  env?: Environment
  file?: string
}

function load({ argv = [], env = {}, file }: Given): AppConfig {
  const cwd = mkdtempSync(join(tmpdir(), 'sluice-config-'))
  if (file !== undefined) writeFileSync(join(cwd, 'sluice.yaml'), file)
  const { settings, faults } = parseCommandLine([
    ...argv,
    ...(file === undefined ? [] : ['--config', 'sluice.yaml']),
  ])
  return loadConfig({ flags: settings, faults, env, cwd })
}

function faultsOf(given: Given): readonly ConfigFault[] {
  try {
    load(given)
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
    throw error
  }
  throw new Error('the configuration was taken')
}

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

describe('secrets in the configuration', () => {
  const sasl = [...brokers, '--sasl-mechanism', 'PLAIN', '--sasl-username', 'reader']

  it('come from a variable, a named variable or a file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sluice-secret-'))
    const path = join(folder, 'password')
    writeFileSync(path, 'canary-file\n')
    for (const [argv, env, expected] of [
      [sasl, { SLUICE_SASL_PASSWORD: 'canary-variable' }, 'canary-variable'],
      [[...sasl, '--sasl-password', 'env:MINE'], { MINE: 'canary-named' }, 'canary-named'],
      [[...sasl, '--sasl-password', `file:${path}`], {}, 'canary-file'],
      [sasl, { SLUICE_SASL_PASSWORD: `\${file:${path}}` }, 'canary-file'],
    ] as const)
      expect(secretValues(load({ argv: [...argv], env }).clusters)).toEqual([expected])
  })

  it('are refused where they stand in a flag or in the file, and are not repeated', () => {
    const file =
      'clusters: [{name: a, brokers: ["a:1"], sasl: {mechanism: PLAIN, username: u, password: canary-yaml}}]'
    for (const given of [{ argv: [...sasl, '--sasl-password', 'canary-flag'] }, { file }]) {
      const faults = faultsOf(given)
      expect(faults).toEqual([
        expect.objectContaining({ message: expect.stringContaining('must point to the secret') }),
      ])
      expect(JSON.stringify(faults)).not.toContain('canary')
    }
  })

  it('do not show when the configuration is printed in any usual way', () => {
    const config = load({ argv: sasl, env: { SLUICE_SASL_PASSWORD: 'canary' } })
    const seen = [
      inspect(config, { depth: 9 }),
      JSON.stringify(config),
      String(config.clusters[0]?.sasl),
      `${config}`,
    ]
    expect(seen.join('\n')).not.toContain('canary')
  })

  it('are named by where they should be when they are missing', () => {
    expect(faultsOf({ argv: [...sasl, '--sasl-password', 'env:GONE'] })).toEqual([
      { where: '--sasl-password', message: 'the variable GONE is not set' },
    ])
  })
})

describe('the OAUTHBEARER token', () => {
  const oauth = (token: string) =>
    `clusters: [{name: a, brokers: ["a:1"], sasl: {mechanism: OAUTHBEARER, ${token}}}]`

  it('is read anew each time it is asked for', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'sluice-token-')), 'token')
    writeFileSync(path, 'first\n')
    const [cluster] = load({ file: oauth(`token: "\${file:${path}}"`) }).clusters.map(toConnection)
    if (cluster?.sasl?.mechanism !== 'OAUTHBEARER') throw new Error('no OAUTHBEARER')
    expect(await cluster.sasl.token()).toBe('first')
    writeFileSync(path, 'second\n')
    expect(await cluster.sasl.token()).toBe('second')
  })

  it('comes from a command that is started without a shell', async () => {
    const argv = [process.execPath, '-e', 'console.log(process.argv[1])', 'a;b $(c)']
    const [cluster] = load({ file: oauth(`tokenCommand: ${JSON.stringify(argv)}`) }).clusters.map(
      toConnection,
    )
    if (cluster?.sasl?.mechanism !== 'OAUTHBEARER') throw new Error('no OAUTHBEARER')
    expect(await cluster.sasl.token()).toBe('a;b $(c)')
  })

  it('stays unsaid when its command fails or prints nothing', async () => {
    const command = (script: string) => ({
      kind: 'command' as const,
      argv: [process.execPath, '-e', script],
      folder: '.',
    })
    await expect(readToken(command('console.log("canary"); process.exit(3)'))).rejects.toThrow(/failed \(3\)/)
    await expect(readToken(command('console.log("canary"); process.exit(3)'))).rejects.not.toThrow(/canary/)
    await expect(readToken(command(''))).rejects.toThrow('empty')
  })
})
