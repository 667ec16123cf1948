import type { ConfigFault } from '../config/config-fault.ts'

export const REPLAY_COMMANDS = ['plan', 'run', 'status'] as const
export type ReplayCommand = (typeof REPLAY_COMMANDS)[number]

interface ReplayFlag {
  flag: string
  of: readonly ReplayCommand[]
  /** The parameter of a messages link that it sets, under the same rules. */
  param?: string
  hint: string
  help: string
  /** What a flag without a value stands for. */
  on?: string
}

const ALL = REPLAY_COMMANDS
const PLAN = ['plan'] as const
const RUN = ['run'] as const

export const REPLAY_FLAGS: readonly ReplayFlag[] = [
  { flag: 'server', of: ALL, hint: 'URL', help: 'The Sluice to ask (http://127.0.0.1:4400)' },
  { flag: 'cluster', of: ALL, hint: 'NAME', help: 'The cluster; not needed where there is only one' },
  { flag: 'json', of: ALL, hint: '', on: 'true', help: 'What the server answers, as JSON' },
  { flag: 'spec', of: PLAN, hint: 'FILE', help: 'The whole spec as JSON; - reads it from stdin' },
  { flag: 'topic', of: PLAN, param: 'topics', hint: 'NAME,…', help: 'What is re-published' },
  { flag: 'from', of: PLAN, param: 'from', hint: 'PLACE', help: 'Where to begin (oldest)' },
  {
    flag: 'to',
    of: PLAN,
    param: 'to',
    hint: 'PLACE',
    help: 'Where to end, itself not included (the log end)',
  },
  { flag: 'partitions', of: PLAN, param: 'p', hint: '0,2,…', help: 'Only these partitions' },
  { flag: 'text', of: PLAN, param: 'q', hint: 'TEXT', help: 'Only messages that hold this text' },
  { flag: 'key', of: PLAN, param: 'key', hint: 'TEXT', help: 'Only messages with exactly this key' },
  { flag: 'cel', of: PLAN, param: 'cel', hint: 'EXPRESSION', help: 'Only messages for which this is true' },
  {
    flag: 'target',
    of: PLAN,
    hint: 'WHERE',
    help: 'sandbox, same, origin, topic:NAME, file:ndjson, file:binary, http:ENDPOINT (sandbox)',
  },
  {
    flag: 'target-cluster',
    of: PLAN,
    hint: 'NAME',
    help: 'The cluster of topic:NAME, where it is another one',
  },
  { flag: 'suffix', of: PLAN, hint: 'TEXT', help: 'Behind the names of sandbox topics (.sandbox)' },
  { flag: 'name', of: PLAN, hint: 'TEXT', help: 'What people call it' },
  { flag: 'rate', of: PLAN, hint: 'N', help: 'Records a second (100)' },
  { flag: 'unlimited', of: PLAN, hint: '', on: 'true', help: 'As fast as it goes' },
  { flag: 'timing', of: PLAN, hint: 'FACTOR', help: 'As far apart in time as they were, divided by this' },
  {
    flag: 'guarantee',
    of: PLAN,
    hint: 'NAME',
    help: 'at-least-once, no-duplicates, exactly-once (at-least-once)',
  },
  { flag: 'canary', of: PLAN, hint: 'N', help: 'Waits for a person after so many records' },
  { flag: 'plan', of: RUN, hint: 'HASH', help: 'The plan, as sluice replay plan printed it' },
  { flag: 'confirm', of: RUN, hint: 'TARGET', help: 'The name of the target, typed' },
  { flag: 'why', of: RUN, hint: 'TEXT', help: 'The reason, for the audit' },
  { flag: 'who', of: RUN, hint: 'NAME', help: 'Your name, for the audit' },
  { flag: 'accept', of: RUN, hint: 'CODE,…', help: 'Warnings of the plan that are accepted' },
  {
    flag: 'dry-run',
    of: RUN,
    hint: '',
    on: 'true',
    help: 'Reads, filters and transforms all of it, and writes nothing',
  },
  { flag: 'detach', of: RUN, hint: '', on: 'true', help: 'Does not wait for its end' },
]

export interface ReplayLine {
  help: boolean
  command: ReplayCommand | null
  /** Of `status`: the job. */
  id: string | null
  given: Map<string, string>
  faults: ConfigFault[]
}

/** Reads `plan|run|status [ID] [flags]`; every fault is told. */
export function parseReplayLine(argv: readonly string[]): ReplayLine {
  const line: ReplayLine = { help: false, command: null, id: null, given: new Map(), faults: [] }
  const rest = [...argv]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--help' || word === '-h') line.help = true
    else if (word.startsWith('-')) takeFlag(word, rest, line)
    else takeWord(word, line)
  }
  for (const flag of line.given.keys()) {
    const known = REPLAY_FLAGS.find((one) => one.flag === flag)
    if (line.command !== null && !known?.of.includes(line.command))
      line.faults.push({ where: `--${flag}`, message: `is no flag of sluice replay ${line.command}` })
  }
  return line
}

function takeWord(word: string, line: ReplayLine): void {
  const command = REPLAY_COMMANDS.find((one) => one === word)
  if (line.command === null && command !== undefined) line.command = command
  else if (line.command === 'status' && line.id === null) line.id = word
  else
    line.faults.push({
      where: 'command line',
      message: 'has a word that is no command; see sluice replay --help',
    })
}

function takeFlag(word: string, rest: string[], line: ReplayLine): void {
  const [, name, value] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? []
  const flag = REPLAY_FLAGS.find((known) => known.flag === name)
  if (flag === undefined) {
    line.faults.push({ where: word.replace(/=.*/s, ''), message: 'is not a flag; see sluice replay --help' })
    return
  }
  if (flag.on !== undefined) {
    line.given.set(flag.flag, flag.on)
    return
  }
  // A text may begin with a dash; only a flag of ours shows that the value was forgotten.
  const next = rest[0]
  const missing = next === undefined || REPLAY_FLAGS.some((other) => next === `--${other.flag}`)
  const given = value ?? (missing ? undefined : rest.shift())
  if (given === undefined)
    line.faults.push({ where: `--${flag.flag}`, message: `needs a value: ${flag.hint}` })
  else line.given.set(flag.flag, given)
}
