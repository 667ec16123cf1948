import type { DraftField, ReplayDraft } from './draft.ts'

/** Why a field cannot be used; the words are `republish.fault_…`. */
export type FieldFault =
  | 'topics'
  | 'same'
  | 'topic'
  | 'names'
  | 'endpoint'
  | 'header'
  | 'path'
  | 'expression'
  | 'patch'
  | 'edits'
  | 'shift'
  | 'whole'
  | 'positive'
  | 'percent'
  | 'group'
  | 'rate'
export type DraftFaults = Partial<Record<DraftField | 'topics', FieldFault>>

/** Gathers what a draft means, and what keeps it from meaning anything. */
export class DraftReading {
  readonly faults: DraftFaults = {}

  refuse<T>(field: DraftField | 'topics', fault: FieldFault, instead: T): T {
    this.faults[field] ??= fault
    return instead
  }

  /** A number within bounds; null where the field is empty and may be. */
  number(draft: ReplayDraft, field: DraftField, fault: FieldFault, fits: (value: number) => boolean): number {
    const text = draft[field].trim()
    const value = /^\d{1,12}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN
    return fits(value) ? value : this.refuse(field, fault, 0)
  }
}
