import { parseArgs } from 'node:util'

interface NumberOption {
  least: number
  most: number
  whole: boolean
}

export interface ArgumentRules {
  numbers: Readonly<Record<string, NumberOption>>
  /** Options that take one of a list, or, where the list is null, any text. */
  words: Readonly<Record<string, readonly string[] | null>>
}

export interface SystemArguments {
  brokers: string[]
  /** What was given, by option. */
  numbers: Record<string, number>
  words: Record<string, string>
}

/** Every fault of the command line of a sample system, or what it says. */
export function readArguments(args: string[], rules: ArgumentRules): SystemArguments | { faults: string[] } {
  const names = ['brokers', ...Object.keys(rules.numbers), ...Object.keys(rules.words)]
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]))
  const faults: string[] = []
  const read: SystemArguments = { brokers: [], numbers: {}, words: {} }
  const values = parse(args, options)
  if (values instanceof Error) return { faults: [values.message] }
  read.brokers = (values.brokers ?? '').split(',').filter((broker) => broker !== '')
  if (read.brokers.length === 0) faults.push('--brokers is missing')
  for (const broker of read.brokers)
    if (!/^\S+:\d{1,5}$/.test(broker)) faults.push(`--brokers: "${broker}" is not host:port`)
  for (const [name, { least, most, whole }] of Object.entries(rules.numbers)) {
    const said = values[name]
    if (said === undefined) continue
    const number = said.trim() === '' ? Number.NaN : Number(said)
    read.numbers[name] = number
    if (!(number >= least && number <= most) || (whole && !Number.isSafeInteger(number)))
      faults.push(`--${name} must be a ${whole ? 'whole ' : ''}number from ${least} to ${most}`)
  }
  for (const [name, choices] of Object.entries(rules.words)) {
    const said = values[name]
    if (said === undefined) continue
    read.words[name] = said
    if (said === '' || (choices && !choices.includes(said)))
      faults.push(`--${name} must be ${choices ? `one of ${choices.join(', ')}` : 'given'}`)
  }
  return faults.length > 0 ? { faults } : read
}

type Options = Record<string, { type: 'string' }>

function parse(args: string[], options: Options): Record<string, string | undefined> | Error {
  try {
    return parseArgs({ args, strict: true, options }).values
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
