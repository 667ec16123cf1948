import { isTopicName } from '@sluice/shared/messages-topics'
import { DLQ_CONVENTIONS, type ReplayTarget, type ReplayTargetKind } from '@sluice/shared/replay'
import type { ReplayDraft } from './draft.ts'
import type { DraftReading } from './draft-reading.ts'
import { readJson } from './draft-rows.ts'

export const TARGET_KINDS = [
  'sandbox',
  'topic',
  'same',
  'origin',
  'file',
  'http',
] as const satisfies readonly ReplayTargetKind[]

const NAME_MAX = 249

/** A sandbox is called as its source, with something behind it that no earlier one has. */
export function sandboxSuffix(nowMs: number): string {
  const digits = new Date(nowMs).toISOString().replace(/\D/g, '')
  return `.sandbox-${digits.slice(4, 8)}-${digits.slice(8, 14)}`
}

/** Source and sandbox of each topic of a draft. */
export function sandboxesOf({ topics, suffix, names }: ReplayDraft): { source: string; target: string }[] {
  const own = readNames(names)
  return topics.map((source) => ({
    source,
    target: own.get(source) ?? source.slice(0, NAME_MAX - suffix.length) + suffix,
  }))
}

/** The names of sandboxes with one of them changed. */
export function renameSandbox(draft: ReplayDraft, source: string, target: string): string {
  const own = readNames(draft.names)
  own.set(source, target)
  const kept = [...own].filter(([topic]) => draft.topics.includes(topic))
  return JSON.stringify(Object.fromEntries(kept))
}

function readNames(text: string): Map<string, string> {
  const read = readJson(text)
  if (typeof read !== 'object' || read === null) return new Map()
  return new Map(
    Object.entries(read).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}

export function readTarget(draft: ReplayDraft, reading: DraftReading): ReplayTarget {
  switch (TARGET_KINDS.find((kind) => kind === draft.target)) {
    case 'topic':
      if (!isTopicName(draft.into)) reading.refuse('into', 'topic', null)
      return { kind: 'topic', topic: draft.into, ...(draft.on === '' ? {} : { cluster: draft.on }) }
    case 'same':
      return { kind: 'same' }
    case 'origin': {
      const convention = DLQ_CONVENTIONS.find((one) => one === draft.convention)
      return { kind: 'origin', ...(convention && { convention }) }
    }
    case 'file':
      return { kind: 'file', format: draft.format === 'binary' ? 'binary' : 'ndjson' }
    case 'http':
      if (draft.endpoint.trim() === '') reading.refuse('endpoint', 'endpoint', null)
      return { kind: 'http', endpoint: draft.endpoint.trim() }
    default: {
      const topics = sandboxesOf(draft)
      const distinct = new Set(topics.map(({ target }) => target)).size === topics.length
      if (!distinct || topics.some(({ target, source }) => !isTopicName(target) || target === source))
        reading.refuse('names', 'names', null)
      return { kind: 'sandbox', topics }
    }
  }
}
