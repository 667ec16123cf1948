import { type CheckedExpression, checkExpression } from './check-expression.ts'
import { JsonReader } from './json-reader.ts'
import { messageOf } from './judge-words.ts'
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
