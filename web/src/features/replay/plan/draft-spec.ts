import { CODECS } from '@sluice/shared/messages'
import { endPosition } from '@sluice/shared/messages-end'
import { filterOf } from '@sluice/shared/messages-find'
import { keyFilterOf } from '@sluice/shared/messages-key-find'
import { startPosition } from '@sluice/shared/messages-start'
import { GUARANTEES, type ReplaySource, ReplaySpec, type ReplaySpecInput } from '@sluice/shared/replay'
import type { ReplayDraft } from './draft.ts'
import { type DraftFaults, DraftReading } from './draft-reading.ts'
import { readHeaderRows, readMaskRows } from './draft-rows.ts'
import { readTarget } from './draft-target.ts'
import { readTransform } from './draft-transform.ts'
import { readShift } from './length-text.ts'

/** The spec that a draft stands for, when it is asked about at `nowMs`; or what is wrong, field by field. */
export function readSpec(
  draft: ReplayDraft,
  nowMs: number,
): { spec: ReplaySpecInput } | { faults: DraftFaults } {
  const reading = new DraftReading()
  if (draft.topics.length === 0) return { faults: { topics: 'topics' } }
  const spec: ReplaySpecInput = {
    name: draft.name.trim(),
    source: sourceOf(draft, nowMs),
    target: readTarget(draft, reading),
    transform: readTransform(draft, reading, {
      headers: readHeaderRows(draft.headers),
      mask: readMaskRows(draft.mask),
    }),
    fidelity: fidelityOf(draft, reading),
    pace: paceOf(draft, reading),
    guarantee: GUARANTEES.find((one) => one === draft.guarantee) ?? 'at-least-once',
    provenance: draft.provenance !== 'off',
    maxCount: reading.number(draft, 'loops', 'whole', (n) => Number.isInteger(n) && n >= 1 && n <= 1000),
    canary:
      draft.canary === ''
        ? null
        : reading.number(draft, 'canary', 'whole', (n) => Number.isInteger(n) && n >= 1 && n <= 1_000_000),
    backpressure:
      draft.group === ''
        ? null
        : {
            group: draft.group,
            maxLag: reading.number(draft, 'maxlag', 'whole', (n) => Number.isInteger(n) && n >= 0),
          },
    errors: { maxShare: reading.number(draft, 'errors', 'percent', (n) => n >= 0 && n <= 100) / 100 },
    onGap: draft.holes === 'go-on' ? 'go-on' : 'stop',
  }
  return Object.keys(reading.faults).length > 0
    ? { faults: reading.faults }
    : { spec: ReplaySpec.parse(spec) }
}

function sourceOf({ topics, query, records }: ReplayDraft, nowMs: number): ReplaySpecInput['source'] {
  const to = endPosition(query.end, nowMs)
  const filter = filterOf(query.find, query.cel)
  const isolation: ReplaySource['isolation'] =
    query.isolation === 'read_committed' ? 'read_committed' : 'read_uncommitted'
  return {
    topics: [...topics],
    ...(query.partitions === null || topics.length > 1 ? {} : { partitions: [...query.partitions] }),
    from: startPosition(query.start, query.limit, nowMs),
    ...(to && { to }),
    ...(records && { records: [...records] }),
    ...(query.key === null ? {} : { key: keyFilterOf(query.key) }),
    ...(filter && { filter }),
    isolation,
  }
}

function fidelityOf(draft: ReplayDraft, reading: DraftReading): ReplaySpecInput['fidelity'] {
  const codec = CODECS.find((one) => one === draft.codec)
  return {
    timestamp:
      draft.time === 'shift'
        ? { by: 'shift', ms: readShift(draft.shift) ?? reading.refuse('shift', 'shift', 0) }
        : { by: draft.time === 'now' ? 'now' : 'keep' },
    partition:
      draft.place === 'fixed'
        ? {
            by: 'fixed',
            partition: reading.number(draft, 'partition', 'whole', (n) => Number.isInteger(n) && n < 2 ** 31),
          }
        : { by: draft.place === 'key' ? 'key' : 'same' },
    compression: codec ?? 'source',
  }
}

function paceOf(draft: ReplayDraft, reading: DraftReading): ReplaySpecInput['pace'] {
  if (draft.pace === 'unlimited') return { by: 'unlimited' }
  const positive = (most: number) => (n: number) => n > 0 && n <= most
  if (draft.pace === 'timing')
    return {
      by: 'timing',
      factor: reading.number(draft, 'factor', 'positive', (n) => n >= 0.001 && n <= 1_000_000),
      maxGapMs: Math.round(reading.number(draft, 'maxgap', 'positive', positive(86_400)) * 1000),
    }
  const optional = (field: 'rate' | 'byterate', most: number) =>
    draft[field] === '' ? null : reading.number(draft, field, 'positive', positive(most))
  const recordsPerSecond = optional('rate', 10_000_000)
  const bytesPerSecond = optional('byterate', 10_000_000_000)
  if (recordsPerSecond === null && bytesPerSecond === null) reading.refuse('rate', 'rate', null)
  return { by: 'rate', recordsPerSecond, bytesPerSecond }
}
