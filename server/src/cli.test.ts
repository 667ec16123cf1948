import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { helpText, parseCommandLine } from './cli.ts'
import { OPTIONS } from './config/options.ts'
import { VERSION } from './version.ts'

describe('the command line', () => {
  it('reads flags with a space, with "=", and switches', () => {
    const { settings, faults } = parseCommandLine([
      '--port',
      '1',
      '--host=::1',
      '--port-search',
      '--brokers=a:1,b:2',
    ])
    expect(faults).toEqual([])
    expect(settings.map(({ path, value }) => [path.join('.'), value])).toEqual([
      ['port', '1'],
      ['host', '::1'],
      ['portSearch', 'true'],
      ['local.brokers', ['a:1', 'b:2']],
    ])
  })

  it('does not repeat a stray word, which may be a secret', () => {
    expect(JSON.stringify(parseCommandLine(['canary']).faults)).not.toContain('canary')
  })

  it('has help for every flag there is', () => {
    const help = helpText('1.2.3')
    expect(help).toContain('1.2.3')
    for (const { flag, help: text } of OPTIONS) {
      expect(help).toContain(`--${flag}`)
      expect(help).toContain(text)
    }
    expect(parseCommandLine(['--help']).action).toBe('help')
  })

  it('names the version of package.json', () => {
    const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
    expect(manifest).toMatchObject({ version: VERSION })
  })
})
