import type { Message, Payload } from '@sluice/shared/messages'
import { diffJson } from '#ui/payload/json-diff.ts'
import { type JsonScan, scanJson } from '#ui/payload/json-scan.ts'
import { pathOf } from '#ui/payload/json-view.ts'
import { shortSource } from '#ui/payload/short-source.ts'

/** A field that differs from the version before; null: not there. */
export interface FieldChange {
  kind: 'added' | 'removed' | 'changed' | 'spelling'
  path: string
  before: string | null
  after: string | null
}

/**
 * What a version did to the one before: `tombstone` deleted it, `again` came after a tombstone, `same` says the same,
 * `fields` changed fields of JSON, `whole` is another text or other bytes, `cut` is too large to be compared here,
 * `first` is the first that the log still holds, `open` has a version before it that has not been read yet.
 */
export type VersionKind = 'tombstone' | 'again' | 'same' | 'fields' | 'whole' | 'cut' | 'first' | 'open'

export interface Version {
  message: Message
  /** The version before it; null for the oldest one read. */
  before: Message | null
  kind: VersionKind
  changes: FieldChange[]
  /** More fields changed than are told. */
  more: boolean
}

const CHANGES_MAX = 100

/** The versions of one key with what each changed; `rows` are newest first, `complete` where nothing older is left. */
export function versionsOf(rows: readonly Message[], complete: boolean): Version[] {
  const scans = rows.map(({ value }) => scanOf(value))
  return rows.map((message, at) => {
    const before = rows[at + 1] ?? null
    const [scan, scanBefore] = [scans[at] ?? null, scans[at + 1] ?? null]
    const kind = kindOf(message, before, complete)
    const version: Version = { message, before, kind, changes: [], more: false }
    if (kind !== 'whole' || !scan?.ok || !scanBefore?.ok) return version
    const diff = diffJson(scanBefore.nodes, scan.nodes, CHANGES_MAX)
    const changes = diff.differences.map(({ kind, a, b }): FieldChange => {
      const path = b === null ? pathOf(scanBefore.nodes, a ?? 0) : pathOf(scan.nodes, b)
      return {
        kind,
        path,
        before: a === null ? null : shortSource(scanBefore.nodes, a),
        after: b === null ? null : shortSource(scan.nodes, b),
      }
    })
    return { ...version, kind: changes.length === 0 ? 'same' : 'fields', changes, more: diff.more }
  })
}

function kindOf(message: Message, before: Message | null, complete: boolean): VersionKind {
  if (message.value === null) return 'tombstone'
  if (before === null) return complete ? 'first' : 'open'
  if (before.value === null) return 'again'
  if (message.value.truncated || before.value.truncated) return 'cut'
  const { encoding, data } = message.value
  return encoding === before.value.encoding && data === before.value.data ? 'same' : 'whole'
}

function scanOf(value: Payload | null): JsonScan | null {
  return value === null || value.truncated || value.encoding !== 'utf8' ? null : scanJson(value.data)
}
