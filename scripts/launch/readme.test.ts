import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { loadConfig } from '../../server/src/config/load-config.ts'
import { parseLaunchOptions } from './launch-options.ts'

const readme = readFileSync(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8')
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-readme-'))
  writeFileSync(join(folder, 'ca.pem'), '-----BEGIN CERTIFICATE-----\n')
  writeFileSync(join(folder, 'kafka'), 'a secret')
})

afterAll(() => rmSync(folder, { recursive: true }))

/** The files that the README's examples point to, where this test has put them. */
function here(text: string): string {
  return text.replaceAll('/etc/kafka/', `${folder}/`).replaceAll('/run/secrets/', `${folder}/`)
}

function blocks(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(
    ([, text = '']) => text,
  )
}

/** Variables and arguments of every way to start that a block or the table of options shows. */
function starts(): { env: Record<string, string>; argv: string[] }[] {
  const commands = blocks('sh')
    .flatMap((block) => block.replaceAll('\\\n', ' ').split('\n'))
    .filter((line) => /\bnpm start\b/.test(line))
  const options = [...readme.matchAll(/^\| `(-- [^`]+)`/gm)].map(([, option]) => `npm start ${option}`)
  return [...commands, ...options].map((line) => {
    const words = here(line).trim().split(/\s+/)
    const begin = words.indexOf('npm')
    const env = Object.fromEntries(words.slice(0, begin).map((word) => word.split(/=(.*)/s)))
    return { env, argv: words.slice(begin + 2).filter((word) => word !== '--') }
  })
}

describe('the README', () => {
  it('shows ways to start that the launcher takes', () => {
    const log = vi.spyOn(console, 'log').mockReturnValue()
    const parsed = starts().map(({ env, argv }) => parseLaunchOptions(argv, env, folder))
    log.mockRestore()
    expect(parsed.length).toBeGreaterThanOrEqual(7)
    expect(parsed.filter((options) => options === null)).toHaveLength(1)
    expect(parsed.filter((options) => options?.embedded === false)).toHaveLength(2)
  })

  it('shows a configuration file that loads', () => {
    const [yaml = ''] = blocks('yaml')
    writeFileSync(join(folder, 'sluice.yaml'), here(yaml))
    const flags = [{ path: ['config'], value: 'sluice.yaml', where: '--config' }]
    const env = { ORDERS_PASSWORD: 'a secret' }
    const { clusters } = loadConfig({ flags, faults: [], env, cwd: folder })
    expect(clusters.map(({ name, tls, sasl }) => [name, tls !== null, sasl?.mechanism])).toEqual([
      ['orders', true, 'SCRAM-SHA-512'],
      ['staging', false, undefined],
    ])
  })
})
