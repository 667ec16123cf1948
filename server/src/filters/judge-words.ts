import { isLibraryFault, kindsIn, type LibraryFault } from './fault-words.ts'

/** Why an expression failed on a record, in words that show the part it was. */
export function messageOf(source: string, error: unknown): string {
  if (isLibraryFault(error)) return inWords(source, error)
  return error instanceof Error ? error.message : 'The filter failed.'
}

const TEXT_MAX = 120

function inWords(source: string, { code, summary, range }: LibraryFault): string {
  const whole = range === undefined ? source : source.slice(range.start, range.end)
  const part = whole.length > TEXT_MAX ? `${whole.slice(0, TEXT_MAX)}…` : whole
  switch (code) {
    case 'no_such_key':
      return `${pathUpTo(source, range)} is not there.`
    case 'index_out_of_bounds':
      return `${pathUpTo(source, range)} is beyond the end of the list.`
    case 'no_such_overload':
    case 'no_matching_overload':
    case 'invalid_logical_operand':
    case 'invalid_condition_type':
      return `${part} does not work for these kinds: ${kindsIn(summary)}.`
    default:
      return `${part}: ${kindsIn(summary)}`
  }
}

/** The path that ends in a member: the library names the last member alone. */
function pathUpTo(source: string, range: LibraryFault['range']): string {
  if (range === undefined) return 'A member'
  const before = /[\w.[\]"']*$/.exec(source.slice(0, range.start))?.[0] ?? ''
  const after = /^["'\]]*/.exec(source.slice(range.end))?.[0] ?? ''
  return `${before}${source.slice(range.start, range.end)}${after}`
}
