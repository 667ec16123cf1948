import { OPTIONS, variableOf } from './options.ts'
import { type Environment, parseReference } from './reference.ts'
import { type Setting, splitList } from './setting.ts'

/** Settings from `SLUICE_*` variables; an empty variable counts as unset. */
export function readEnvironment(env: Environment): Setting[] {
  const settings: Setting[] = []
  for (const option of OPTIONS) {
    const name = variableOf(option)
    const text = env[name]
    if (text === undefined || text === '') continue
    const setting = (value: unknown): Setting => ({ path: option.path, value, where: name })
    if (option.kind === 'list') settings.push(setting(splitList(text)))
    // A secret in a variable already stands where a reference would point to.
    else if (option.kind === 'secret') settings.push(setting(parseReference(text) ? text : `\${env:${name}}`))
    else settings.push(setting(text))
  }
  return settings
}

/** Variables of the scripts around the server, which a process started by them inherits. */
const OF_SCRIPTS = new Set(
  [
    'NO_SAMPLES',
    'FRESH',
    'DEV',
    'DEV_API',
    'STATE_DIR',
    'CHROMIUM',
    'E2E_PORT',
    'PICTURE',
    'INCIDENT',
    'SAMPLES',
  ].map((name) => `SLUICE_${name}`),
)

/** Names that look like settings and are none: probably misspelt. */
export function unknownVariables(env: Environment): string[] {
  const known = new Set(OPTIONS.map(variableOf))
  return Object.keys(env)
    .filter((name) => name.startsWith('SLUICE_') && !known.has(name) && !OF_SCRIPTS.has(name))
    .sort()
}
