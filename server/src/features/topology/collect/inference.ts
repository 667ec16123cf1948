import { setTimeout as pause } from 'node:timers/promises'
import { entityId } from '@sluice/shared/topology-evidence'
import type { CollectContext, Collected, EvidenceCollector, Observation } from '../evidence.ts'
import type { Cause, KeySample } from '../infer/infer-causes.ts'
import { inferCauses } from '../infer/infer-causes.ts'
import type { GroupMembers } from './group-members.ts'
import type { KeySamples } from './key-samples.ts'
import { sharingTopics } from './sharing-topics.ts'

const EVERY_MS = 60_000
const DEADLINE_MS = 50_000
/** Chance is told from cause by moving records up to 151 s: over less time nothing would be left to compare with. */
const LEAST_MS = 300_000
/** Of each second it works, this much is left to others. */
const REST = 4
/** By what records are said to be of one doing, and how sure a full coverage makes it. */
const BY = {
  key: { base: 0.5, most: 0.75 },
  correlation: { base: 0.55, most: 0.85 },
} as const
type By = keyof typeof BY

interface Deps {
  keys: KeySamples
  flows: KeySamples
  members: GroupMembers
}

/**
 * Which topic's records follow from which other's, by their keys and times alone: for writers that leave no other trace.
 * The weakest of all evidence, and never a name.
 */
export class InferenceCollector implements EvidenceCollector {
  readonly source = 'inference' as const
  readonly everyMs = EVERY_MS
  readonly deadlineMs = DEADLINE_MS
  readonly #deps: Deps

  constructor(deps: Deps) {
    this.#deps = deps
  }

  async collect(context: CollectContext, signal: AbortSignal): Promise<Collected> {
    const { keys, flows, members } = this.#deps
    const read = topicsRead(members)
    const found = new Map<string, Observation>()
    let [followed, left] = [0, 0]
    for (const [by, samples] of [['key', keys] as const, ['correlation', flows] as const]) {
      const now = context.now()
      const each = samples.each(now, LEAST_MS)
      if (by === 'key') [followed, left] = [each.samples.size, each.left]
      const alike = (topics: readonly string[]) => samples.together(now, LEAST_MS, topics)
      for (const cause of await causesIn(sharingTopics(each.samples, read), alike, signal)) {
        const piece = toObservation(cause, by, context.now())
        const before = found.get(`${cause.from}\n${cause.to}`)
        if (before === undefined || before.weight < piece.weight)
          found.set(`${cause.from}\n${cause.to}`, piece)
      }
    }
    return {
      observations: [...found.values()],
      missing: missingOf(followed, left),
      bytes: null,
      coverage: null,
    }
  }
}

/** Topics that some group reads: only of these can anything follow. */
function topicsRead(members: GroupMembers): ReadonlySet<string> {
  return new Set(
    members
      .groups()
      .flatMap((group) => [
        ...group.committed.keys(),
        ...(members.of(group)?.members ?? []).flatMap(({ assigned }) => assigned.map(({ topic }) => topic)),
      ]),
  )
}

/** One effect after the other, with rests between: there is a minute for it. */
async function causesIn(
  sharing: ReadonlyMap<string, readonly string[]>,
  alike: (topics: readonly string[]) => ReadonlyMap<string, readonly KeySample[]>,
  signal: AbortSignal,
): Promise<Cause[]> {
  const causes: Cause[] = []
  for (const [to, candidates] of sharing) {
    const began = performance.now()
    causes.push(...inferCauses(alike([to, ...candidates]), { possible: (_, effect) => effect === to }))
    await pause((performance.now() - began) * REST, undefined, { signal })
  }
  return causes
}

function toObservation(cause: Cause, by: By, at: number): Observation {
  const { from, to, coverage, medianLagMs, spread, explained, of, example } = cause
  const { base, most } = BY[by]
  return {
    subject: entityId('topic', from),
    relation: 'causes',
    object: entityId('topic', to),
    class: 'statistics',
    weight: base + (most - base) * Math.max(0, Math.min(1, coverage)),
    at,
    count: explained,
    sample: { kind: 'record', topic: to, partition: example.partition, offset: `${example.offset}` },
    facts: {
      by,
      coverage: coverage.toFixed(3),
      medianLagMs: medianLagMs.toFixed(0),
      spread: spread.toFixed(2),
      explained: `${explained}`,
      of: `${of}`,
    },
  }
}

function missingOf(followed: number, left: number): Collected['missing'] {
  const minutes = LEAST_MS / 60_000
  if (followed === 0) {
    const reason = `What follows from what is told once records were watched for ${minutes} minutes without a gap.`
    return { whole: false, reason, remedy: null }
  }
  if (left === 0) return null
  const reason = `${left} topics are not followed: they are too busy to be read wholly, or were not yet for ${minutes} minutes.`
  return { whole: false, reason, remedy: 'Raise topologyBudgetBytes where they are to be followed.' }
}
