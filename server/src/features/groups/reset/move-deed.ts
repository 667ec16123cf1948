import type { MoveResult } from '@sluice/shared/groups-reset-result'
import type { AuditEntry } from '#store/audit-log.ts'
import type { KeptPlan } from './plan-book.ts'

/** Rows and strays that one entry of the audit holds. */
export const ROWS_AUDITED = 200

/** How the audit calls the end of a move. */
export const RESULT_OF: Readonly<Record<MoveResult['end'], AuditEntry['result']>> = {
  done: 'done',
  partly: 'partly',
  unknown: 'unknown',
  refused: 'failed',
}

/** Every other mode is `move-offsets`. */
export const ACTION_OF: Readonly<Record<string, string>> = {
  forget: 'forget-offsets',
  'delete-group': 'delete-group',
  undo: 'undo-move',
}

/** What was to be done. */
export function planDetail({ plan }: KeptPlan) {
  const { plan: hash, mode, type, totals } = plan
  return { plan: hash, mode, type, totals }
}

/** And what became of it. */
export function detailOf(kept: KeptPlan, { snapshot, rows, now }: MoveResult) {
  const told = rows.slice(0, ROWS_AUDITED).map(({ topic, partition, from, to, end }) => {
    return { topic, partition, from, to, end }
  })
  return { ...planDetail(kept), snapshot, partitions: rows.length, rows: told, strays: now.strayCount }
}
