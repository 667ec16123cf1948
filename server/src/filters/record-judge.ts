import { type CheckedExpression, checkExpression } from './check-expression.ts'
import { isLibraryFault, kindsIn, type LibraryFault } from './fault-words.ts'
import { JsonReader } from './json-reader.ts'
import { PackedRecord } from './packed-record.ts'
import type { RecordPack } from './record-pack.ts'

/** What an expression says of a record, as a byte of a {@link Judgement}. */
export const VERDICT = { miss: 0, hit: 1, error: 2 } as const

/** Samples of what went wrong in one pack; the rest is counted only. */
const SAMPLES_MAX = 20

export interface Judgement {
  /** One of {@link VERDICT} for each record. */
  verdicts: Uint8Array<ArrayBuffer>
  /** Why the first few failed, by index. */
  samples: { index: number; message: string }[]
}

/** Judges packs by one expression. Whatever a record makes it throw is that record's failure. */
export class RecordJudge {
  readonly #expression: CheckedExpression
  readonly #reader = new JsonReader()

  constructor(source: string) {
    this.#expression = checkExpression(source)
  }

  judge(pack: RecordPack): Judgement {
    const { program, usage, source } = this.#expression
    const record = new PackedRecord(pack, usage, this.#reader)
    const verdicts = new Uint8Array(pack.count)
    const samples: Judgement['samples'] = []
    for (let index = 0; index < pack.count; index += 1) {
      record.moveTo(index)
      try {
        const answer: unknown = program(record)
        if (typeof answer !== 'boolean')
          throw new Error('The filter is neither true nor false for this record.')
        verdicts[index] = answer ? VERDICT.hit : VERDICT.miss
      } catch (error) {
        verdicts[index] = VERDICT.error
        if (samples.length < SAMPLES_MAX) samples.push({ index, message: messageOf(source, error) })
      }
    }
    return { verdicts, samples }
  }
}

function messageOf(source: string, error: unknown): string {
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
