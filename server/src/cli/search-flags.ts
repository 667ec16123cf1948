import { parseCommandLine } from '../cli.ts'
import type { ConfigFault } from '../config/config-fault.ts'
import { OPTIONS } from '../config/options.ts'
import type { Setting } from '../config/setting.ts'

/** A flag of `sluice search`: of the query it is a parameter of the link, under the same rules. */
interface SearchFlag {
  flag: string
  /** The link's parameter that it sets. */
  param?: string
  /** Before its value, as the link has it. */
  prefix?: string
  hint: string
  help: string
  /** What a flag without a value stands for. */
  on?: string
}

export const SEARCH_FLAGS: readonly SearchFlag[] = [
  { flag: 'url', hint: 'URL', help: 'The Sluice to ask, where no link says it (http://127.0.0.1:4400)' },
  { flag: 'cluster', hint: 'NAME', help: 'The cluster; not needed where there is only one' },
  { flag: 'topic', param: 'topics', hint: 'NAME,…', help: 'The topic, or several of them' },
  { flag: 'from', param: 'from', hint: 'PLACE', help: 'Where to begin (newest:100)' },
  { flag: 'to', param: 'to', hint: 'PLACE', help: 'Where to end, itself not included (the log end now)' },
  { flag: 'partitions', param: 'p', hint: '0,2,…', help: 'Only these partitions' },
  { flag: 'text', param: 'q', hint: 'TEXT', help: 'Only messages that hold this text' },
  { flag: 'in', param: 'in', hint: 'PART,…', help: 'Look for it in key, value or headers only' },
  { flag: 'case', param: 'case', hint: '', on: 'exact', help: 'Tell capitals and small letters apart' },
  {
    flag: 'bytes',
    param: 'bytes',
    hint: '',
    on: '1',
    help: 'The bytes of the text as they are, no escapes resolved',
  },
  { flag: 'key', param: 'key', prefix: 'text:', hint: 'TEXT', help: 'Only messages with exactly this key' },
  {
    flag: 'key-base64',
    param: 'key',
    prefix: 'base64:',
    hint: 'BASE64',
    help: 'The same, for a key that is no text',
  },
  {
    flag: 'key-anywhere',
    param: 'keyin',
    hint: '',
    on: 'all',
    help: 'Look for the key in all partitions, not only where it should be',
  },
  { flag: 'cel', param: 'cel', hint: 'EXPRESSION', help: 'Only messages for which this is true' },
  { flag: 'order', param: 'order', hint: 'ORDER', help: 'forward, backward or time' },
  { flag: 'isolation', param: 'iso', hint: 'LEVEL', help: 'committed, uncommitted or all (committed)' },
  { flag: 'limit', hint: 'N', help: 'Messages at most (100)' },
  { flag: 'all', hint: '', on: 'true', help: 'All that match, from the start of the range' },
  { flag: 'progress', hint: '', on: 'true', help: 'Progress on stderr also where that is no terminal' },
]

export interface SearchLine {
  help: boolean
  link: string | null
  /** By flag; of a repeated one the last. */
  given: Map<string, string>
  /** What is left for the connection of an own gateway, as for the server. */
  settings: Setting[]
  faults: ConfigFault[]
}

/** Reads `[LINK] [flags]`. */
export function parseSearchLine(argv: readonly string[]): SearchLine {
  const line: SearchLine = { help: false, link: null, given: new Map(), settings: [], faults: [] }
  const rest = [...argv]
  const others: string[] = []
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? []
    const flag = SEARCH_FLAGS.find((known) => known.flag === name)
    if (word === '--help' || word === '-h') line.help = true
    else if (flag !== undefined) takeFlag(flag, value, rest, line)
    else if (name === undefined && line.link === null && !word.startsWith('-')) line.link = word
    else others.push(...takeForServer(word, rest))
  }
  const server = parseCommandLine(others)
  line.settings = server.settings
  line.faults.push(...server.faults)
  return line
}

function takeFlag(flag: SearchFlag, value: string | undefined, rest: string[], line: SearchLine): void {
  if (flag.on !== undefined) {
    line.given.set(flag.flag, flag.on)
    return
  }
  // A text may begin with a dash, as negative numbers do; only a flag of ours shows that the value was forgotten.
  const next = rest[0]
  const missing = next === undefined || SEARCH_FLAGS.some((other) => next === `--${other.flag}`)
  const given = value ?? (missing ? undefined : rest.shift())
  if (given === undefined) {
    line.faults.push({ where: `--${flag.flag}`, message: `needs a value: ${flag.hint}` })
  } else line.given.set(flag.flag, given)
}

/** The word behind a flag of the server goes with it, unless it is a flag itself; that of an unknown flag is passed over. */
function takeForServer(word: string, rest: string[]): string[] {
  const option = OPTIONS.find(({ flag }) => word === `--${flag}`)
  const next = rest[0]
  const alone = option?.kind === 'switch' || word.includes('=') || next === undefined || next.startsWith('--')
  if (!word.startsWith('--') || alone) return [word]
  const value = rest.splice(0, 1)
  return option === undefined ? [word] : [word, ...value]
}
