import type { ReplaySpec } from '@sluice/shared/replay'
import type { NewRecord } from '#kafka/writer.ts'
import type { LogRecord } from '#records/record.ts'
import type { RecordShaper, Shaped, SourceRecord } from '../replay-parts.ts'
import { changeHeaders } from './change-headers.ts'
import { keyStep } from './change-keys.ts'
import { type OpenedStep, valueSteps } from './change-values.ts'
import { type Draft, fail } from './draft.ts'
import { createPlacer, type TargetPartitions, targetTopicOf } from './place-record.ts'
import { countOf, isOf, Provenance } from './provenance.ts'
import type { ChangeRunner } from './run-expression.ts'

export interface ShaperParts {
  spec: ReplaySpec
  /** Of the source. */
  cluster: string
  replayId: string
  partitions: TargetPartitions
  runner: ChangeRunner
  /** Of this job alone: hashes of masked values are made with it. */
  secret: Buffer
  now(): number
}

/**
 * What a spec makes of records: edits, then changes of the value, masks, the key, headers, and what tells of the replay.
 * Each step sees what the one before made. Throws `FILTER_INVALID`, or an Error for a patch that is no JSON. The bytes of
 * what it gives out may be views of the source's.
 */
export function createShaper(parts: ShaperParts): RecordShaper {
  return new SpecShaper(parts)
}

/** Whether nothing at all is changed in any record. */
export function changesNothing({ transform, provenance, fidelity }: ReplaySpec): boolean {
  const { headers, dropHeaders, key, value, mask, edits } = transform
  const lists = [headers, dropHeaders, mask, edits]
  return (
    lists.every(({ length }) => length === 0) &&
    key === undefined &&
    value === undefined &&
    !provenance &&
    fidelity.timestamp.by === 'keep'
  )
}

class SpecShaper implements RecordShaper {
  readonly verbatim: RecordShaper['verbatim']
  readonly #parts: ShaperParts
  readonly #steps: readonly OpenedStep[]
  readonly #place: ReturnType<typeof createPlacer>
  readonly #provenance: Provenance | null

  constructor(parts: ShaperParts) {
    const { spec, cluster, replayId, partitions, runner, secret } = parts
    const { transform, target, fidelity } = spec
    this.#parts = parts
    this.verbatim = verbatimOf(spec)
    const keys = transform.key
    const values = valueSteps(transform, runner, secret)
    try {
      this.#steps = keys === undefined ? values : [...values, keyStep(keys, runner)]
    } catch (error) {
      for (const { close } of values) close()
      throw error
    }
    this.#place = createPlacer(target, fidelity.partition, partitions)
    this.#provenance = spec.provenance ? new Provenance(cluster, replayId) : null
  }

  async shape(records: readonly SourceRecord[], signal: AbortSignal): Promise<Shaped[]> {
    const drafts = records.map((source) => this.#draft(source))
    for (const { step } of this.#steps) await step(drafts, signal)
    return drafts.map((draft) => this.#finish(draft))
  }

  close(): void {
    for (const { close } of this.#steps) close()
  }

  #draft(source: SourceRecord): Draft {
    const { spec, replayId } = this.#parts
    const { key, value, headers } = source.record
    // Who wants no provenance is told that no loop is noticed; batches copied whole are not looked into, either.
    const looks = spec.provenance && headers.length > 0
    const loops = looks && (countOf(headers) >= spec.maxCount || isOf(headers, replayId))
    return { source, key, value, headers, stopped: loops ? { kind: 'skip', why: 'loop' } : null }
  }

  #finish(draft: Draft): Shaped {
    if (draft.stopped !== null) return draft.stopped
    const target = this.#place(draft)
    const timestamp = this.#timestamp(draft)
    if (draft.stopped !== null || target === null || timestamp === null)
      return draft.stopped ?? { kind: 'fail', code: 'TRANSFORM_FAILED', reason: 'It could not be placed.' }
    const record: NewRecord = { timestamp, key: draft.key, value: draft.value, headers: this.#headers(draft) }
    return { kind: 'write', target, record }
  }

  #headers({ source, headers }: Draft): LogRecord['headers'] {
    const { transform } = this.#parts.spec
    const changed = changeHeaders(headers, transform)
    return this.#provenance === null
      ? [...changed]
      : this.#provenance.add(changed, source, countOf(headers) + 1)
  }

  /** Null and a draft that is stopped where it would lie before 1970. A record that has no time (−1) gets none by a shift. */
  #timestamp(draft: Draft): bigint | null {
    const { spec, now } = this.#parts
    const { timestamp } = draft.source.record
    switch (spec.fidelity.timestamp.by) {
      case 'keep':
        return timestamp
      case 'now':
        return BigInt(now())
      case 'shift': {
        if (timestamp === -1n) return timestamp
        const shifted = timestamp + BigInt(spec.fidelity.timestamp.ms)
        if (shifted >= 0n) return shifted
        fail(draft, 'Shifted, its timestamp would lie before 1970.')
        return null
      }
    }
  }
}

function verbatimOf(spec: ReplaySpec): RecordShaper['verbatim'] {
  const { target, fidelity } = spec
  const topicOf = targetTopicOf(target)
  const untouched =
    changesNothing(spec) && fidelity.partition.by === 'same' && fidelity.compression === 'source'
  if (topicOf === null || !untouched) return null
  return ({ topic, partition }) => ({ topic: topicOf(topic) ?? topic, partition })
}
