import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { readToken } from './read-token.ts'
import { faultsOf, load } from './testing/load.ts'
import { secretValues, toConnection } from './to-connection.ts'

const brokers = ['--brokers', 'a:9092']

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
      expect(secretValues(load({ argv: [...argv], env }))).toEqual([expected])
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
