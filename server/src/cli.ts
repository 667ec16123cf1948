import type { ConfigFault } from './config/config-fault.ts'
import { OPTIONS, type Option, variableOf } from './config/options.ts'
import { type Setting, splitList } from './config/setting.ts'

export interface CommandLine {
  action: 'serve' | 'help' | 'version'
  settings: Setting[]
  faults: ConfigFault[]
}

/** Reads `--flag value`, `--flag=value` and switches; whatever is not known is a fault, and all faults are told. */
export function parseCommandLine(argv: readonly string[]): CommandLine {
  const line: CommandLine = { action: 'serve', settings: [], faults: [] }
  const rest = [...argv]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--help' || word === '-h') line.action = 'help'
    else if (word === '--version') line.action = 'version'
    else readFlag(word, rest, line)
  }
  return line
}

function readFlag(word: string, rest: string[], line: CommandLine): void {
  const [, name, given] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? []
  const option = OPTIONS.find(({ flag }) => flag === name)
  if (option === undefined) {
    // A stray word may be a secret that lost its flag: it is not repeated.
    const where = name === undefined ? 'command line' : `--${name}`
    const message =
      name === undefined ? 'takes flags only, such as --brokers host:9092' : 'is not a flag; see --help'
    line.faults.push({ where, message })
    return
  }
  const where = `--${option.flag}`
  if (option.kind === 'switch') {
    line.settings.push({ path: option.path, value: given ?? 'true', where })
    return
  }
  const value = given ?? (rest[0]?.startsWith('--') ? undefined : rest.shift())
  if (value === undefined || value === '')
    line.faults.push({ where, message: `needs a value: ${option.hint}` })
  else line.settings.push({ path: option.path, value: toValue(option, value), where })
}

function toValue(option: Option, text: string): unknown {
  return option.kind === 'list' ? splitList(text) : text
}

export function helpText(version: string): string {
  const left = (option: Option): string => `  --${option.flag} ${option.hint}`.trimEnd()
  const width = Math.max(...OPTIONS.map((option) => left(option).length)) + 2
  const lines = OPTIONS.map((option) => `${left(option).padEnd(width)}${option.help}`)
  const [first] = OPTIONS
  const example = first === undefined ? '' : ` (${variableOf(first)} for --${first.flag})`
  return [
    `Sluice ${version}: a browser-based explorer for event streams on Kafka`,
    '',
    'Usage: sluice --brokers host:9092',
    '       sluice --config sluice.yaml',
    '       sluice search --help',
    '       sluice replay --help',
    '',
    ...lines,
    '',
    'REF points to a secret and never is one: env:NAME or file:/path.',
    `Each flag can be a variable${example}. A flag wins over a variable, a variable over the file.`,
  ].join('\n')
}
