import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { parseCommandLine } from '../../cli.ts'
import type { AppConfig } from '../app-config.ts'
import { ConfigError, type ConfigFault } from '../config-fault.ts'
import { loadConfig } from '../load-config.ts'
import type { Environment } from '../reference.ts'

export interface Given {
  argv?: string[]
  env?: Environment
  file?: string
}

/** Loads a configuration in a folder of its own, where `file` is its sluice.yaml. */
export function load({ argv = [], env = {}, file }: Given): AppConfig {
  const cwd = mkdtempSync(join(tmpdir(), 'sluice-config-'))
  onTestFinished(() => rmSync(cwd, { recursive: true }))
  if (file !== undefined) writeFileSync(join(cwd, 'sluice.yaml'), file)
  const { settings, faults } = parseCommandLine([
    ...argv,
    ...(file === undefined ? [] : ['--config', 'sluice.yaml']),
  ])
  return loadConfig({ flags: settings, faults, env, cwd })
}

export function faultsOf(given: Given): readonly ConfigFault[] {
  try {
    load(given)
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
    throw error
  }
  throw new Error('the configuration was taken')
}
