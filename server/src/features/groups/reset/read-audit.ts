import type { AuditList, AuditQuery } from '@sluice/shared/groups-audit'
import type { AuditLog } from '#store/audit-log.ts'

/** A page of what was done to a cluster, newest first. */
export function readAudit(
  audit: AuditLog,
  cluster: string,
  { target, before, limit }: AuditQuery,
): AuditList {
  const { rows, next } = audit.page(cluster, { target: target ?? null, before: before ?? null, limit })
  const entries = rows.map(({ id, at, who, action, target: on, why, detail, result }) => {
    return { id, at, who, action, target: on, why, detail, result }
  })
  return { entries, next }
}
