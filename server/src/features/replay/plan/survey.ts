import { PREVIEW_BYTES } from '@sluice/shared/messages'
import type { ReplaySpec } from '@sluice/shared/replay'
import type { ReplayPreview } from '@sluice/shared/replay-plan'
import { decodeMessage } from '#features/messages/decode-message.ts'
import type { WalkedRecord } from '#features/messages/record-walk.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import type { LogRecord } from '#records/record.ts'
import type { RecordShaper, Shaped, SourceRecord } from '../replay-parts.ts'
import { readStretches, type Stretch } from './read-stretches.ts'
import { stretchesOf } from './record-stretches.ts'
import type { SourceRange } from './resolve-source.ts'
import type { Selection } from './selection.ts'
import { SurveyTally } from './survey-tally.ts'

/** Read whole up to so many offsets and bytes; beyond, a part from each end of each partition. */
const WHOLE_OFFSETS = 200_000n
const WHOLE_BYTES = 64 * 1024 * 1024
const WHOLE_MS = 5_000
const SAMPLE_BYTES = 8 * 1024 * 1024
const SAMPLE_MS = 2_000
/** Records of each end of a partition, at most. */
const SAMPLE_RECORDS = 500
const SHOWN = 20

export interface SurveyParts {
  spec: ReplaySpec
  gateway: Pick<KafkaGateway, 'fetch'>
  ranges: readonly SourceRange[]
  selection: Selection
  shaper: RecordShaper
  /** The largest batch that a target topic takes; null: not known. */
  maxBytesOf(topic: string): number | null
}

export interface Surveyed {
  whole: boolean
  tally: SurveyTally
  corrupt: bigint
  preview: ReplayPreview[]
  /** Partitions that could not be read. */
  faults: ReadonlyMap<string, { message: string }>
}

/** Looks at the records that are meant, and at what would become of them; writes nothing. */
export async function survey(parts: SurveyParts, signal: AbortSignal): Promise<Surveyed> {
  const { ranges, gateway, spec } = parts
  const looking = new Looking(parts, signal)
  const { isolation } = spec.source
  const now = performance.now()
  const stretches = stretchesOf(ranges, spec.source)
  const span = stretches.reduce((sum, { from, to }) => sum + (to - from), 0n)
  const small = span <= WHOLE_OFFSETS
  const budget = small
    ? { bytes: WHOLE_BYTES, records: Number(WHOLE_OFFSETS), until: now + WHOLE_MS }
    : { bytes: SAMPLE_BYTES, records: SAMPLE_RECORDS, until: now + SAMPLE_MS }
  const visit = (head: boolean) => (at: number, records: readonly WalkedRecord[]) =>
    looking.visit(stretches[at], records, head)
  const read = await readStretches(gateway, stretches, { isolation, budget, signal }, visit(true))
  const faults = new Map(read.faults)
  let { corrupt } = read
  if (!read.whole) {
    const tails = stretches.map((stretch) => tailOf(stretch, looking.reached(stretch)))
    const until = performance.now() + SAMPLE_MS
    const more = { bytes: SAMPLE_BYTES, records: SAMPLE_RECORDS, until }
    const rest = await readStretches(gateway, tails, { isolation, budget: more, signal }, visit(false))
    corrupt += rest.corrupt
    for (const [id, fault] of rest.faults) faults.set(id, fault)
  }
  const { tally } = looking
  return { whole: read.whole, tally, corrupt, preview: looking.preview(), faults }
}

/** Where the last records may stand: behind what was looked at already. */
function tailOf({ topic, partition, from, to }: Stretch, reached: bigint | null): Stretch {
  const begin = reached === null ? from : reached + 1n
  const near = to - BigInt(SAMPLE_RECORDS)
  const start = near > begin ? near : begin
  return { topic, partition, from: start < to ? start : to, to }
}

class Looking {
  readonly tally = new SurveyTally()
  readonly #parts: SurveyParts
  readonly #signal: AbortSignal
  readonly #reached = new Map<string, bigint>()
  readonly #first: ReplayPreview[] = []
  #last: ReplayPreview[] = []

  constructor(parts: SurveyParts, signal: AbortSignal) {
    this.#parts = parts
    this.#signal = signal
  }

  reached({ topic, partition }: Stretch): bigint | null {
    return this.#reached.get(`${topic}/${partition}`) ?? null
  }

  async visit(stretch: Stretch | undefined, records: readonly WalkedRecord[], head: boolean): Promise<void> {
    const last = records.at(-1)
    if (stretch === undefined || last === undefined) return
    const { topic, partition } = stretch
    const id = { topic, partition }
    const { selection, shaper, maxBytesOf } = this.#parts
    this.tally.looked += records.length
    this.#reached.set(`${topic}/${partition}`, last.record.offset)
    const judged = await selection.judge(id, records, this.#signal)
    const meant = judged.filter(({ error }) => error === null).map(({ walked }) => walked)
    this.tally.filterErrors += judged.length - meant.length
    const sources = meant.map(({ record, header }): SourceRecord => ({ ...id, record, batch: header }))
    const shaped = sources.length === 0 ? [] : await shaper.shape(sources, this.#signal)
    for (const [at, walked] of meant.entries()) {
      this.tally.add(id, walked)
      const made = shaped[at]
      const source = sources[at]
      if (made === undefined || source === undefined) continue
      this.tally.addShaped(made, maxBytesOf)
      // Of a handful only its ends can be among the first or the last of all.
      if (this.#first.length < SHOWN) this.#first.push(toPreview(source, made))
      else if (!head || meant.length - at <= SHOWN) this.#last.push(toPreview(source, made))
    }
    if (this.#last.length > SHOWN) this.#last = this.#last.slice(-SHOWN)
  }

  preview(): ReplayPreview[] {
    return [...this.#first, ...this.#last]
  }
}

function toPreview(source: SourceRecord, shaped: Shaped): ReplayPreview {
  const { topic, partition, batch, record } = source
  const before = decodeMessage(topic, partition, batch, record, PREVIEW_BYTES)
  if (shaped.kind === 'skip') {
    const why = 'It was re-published as often as may be (sluice-replay-count), and is left out.'
    return { before, after: null, why }
  }
  if (shaped.kind === 'fail') return { before, after: null, why: shaped.reason }
  const { target } = shaped
  const { offset, size } = record
  const made: LogRecord = { ...shaped.record, offset, size, headers: [...shaped.record.headers] }
  return {
    before,
    after: decodeMessage(target.topic, target.partition, asNew(batch), made, PREVIEW_BYTES),
    why: null,
  }
}

/** What is written anew is of no transaction that is told of, and of no producer that was. */
function asNew(batch: SourceRecord['batch']): SourceRecord['batch'] {
  return { ...batch, timestampType: 'CreateTime', transactional: false, producerId: -1n }
}
