import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError } from './config-fault.ts'
import { loadConfig } from './load-config.ts'
import { secretValues } from './to-connection.ts'

function load(yaml: string, env: Record<string, string> = {}) {
  const path = join(mkdtempSync(join(tmpdir(), 'sluice-config-')), 'sluice.yaml')
  writeFileSync(path, `clusters: [{ name: local, brokers: ['k:9092'] }]\n${yaml}`)
  const flags = [{ path: ['config'], value: path, where: '--config' }]
  return loadConfig({ flags, faults: [], env, cwd: '/' })
}

function faultsOf(yaml: string): string[] {
  try {
    load(yaml)
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.faults.map(({ message }) => message)
  }
}

describe('replayEndpoints', () => {
  it('take secrets from elsewhere, whole or as a part of a value, and show neither these nor the address', () => {
    const config = load(
      `replayEndpoints:
  - name: warehouse
    url: https://warehouse.example/\${env:HOOK_PATH}
    headers: { authorization: "Bearer \${env:WAREHOUSE_TOKEN}", x-key: "\${env:WAREHOUSE_KEY}" }`,
      { WAREHOUSE_TOKEN: 'canary-token', WAREHOUSE_KEY: 'canary-key', HOOK_PATH: 'canary-path' },
    )
    const [endpoint] = config.replayEndpoints
    expect(endpoint?.headers.map(({ name, value }) => [name, value.reveal()])).toEqual([
      ['authorization', 'Bearer canary-token'],
      ['x-key', 'canary-key'],
    ])
    expect(JSON.stringify(config)).not.toContain('canary')
    expect(secretValues(config)).toEqual([
      'https://warehouse.example/canary-path',
      'Bearer canary-token',
      'canary-key',
    ])
  })

  it('are none by default', () => {
    expect(load('').replayEndpoints).toEqual([])
  })

  it('are refused with their faults', () => {
    const endpoint = (more: string) => faultsOf(`replayEndpoints: [{ name: a, url: "http://a", ${more} }]`)
    expect(endpoint('headers: { host: b }')).toEqual(['is set by Sluice itself'])
    expect(endpoint('headers: { x: "é" }')).toEqual(['holds what no HTTP header can'])
    expect(endpoint('headers: { "a b": c }')).toHaveLength(1)
    expect(faultsOf('replayEndpoints: [{ name: a, url: "ftp://a" }]')).toHaveLength(1)
    expect(faultsOf('replayEndpoints: [{ name: a, url: "http://a" }, { name: a, url: "http://b" }]')).toEqual(
      ['"a" is already given'],
    )
  })
})
