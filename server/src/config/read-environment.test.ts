import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { unknownVariables } from './read-environment.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Names of variables that the scripts, the browser tests and the build read from their environment. */
function variablesOfScripts(): string[] {
  const files = ['scripts', 'e2e'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  return [...files, 'vite.config.ts']
    .filter((file) => /\.(ts|mjs)$/.test(file) && !/node_modules|\.test\.ts$/.test(file))
    .flatMap((file) => readFileSync(join(root, file), 'utf8').match(/(?<=env\.|')SLUICE_\w+/g) ?? [])
}

describe('a variable that is no setting', () => {
  it('is named, unless the scripts around the server use it', () => {
    const env = { SLUICE_BROKER: 'a:1', SLUICE_PORT: '1', SLUICE_CHROMIUM: '/x', HOME: '/root' }
    expect(unknownVariables(env)).toEqual(['SLUICE_BROKER'])
  })

  it('is none of those that this repository itself reads', () => {
    const read = variablesOfScripts()
    expect(read).toEqual(expect.arrayContaining(['SLUICE_STATE_DIR', 'SLUICE_FRESH', 'SLUICE_E2E_PORT']))
    expect(unknownVariables(Object.fromEntries(read.map((name) => [name, 'x'])))).toEqual([])
  })
})
