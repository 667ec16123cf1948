import type { Migration } from './migration.ts'

/** What was done to clusters by this Sluice; rows are added and never changed. */
export const AUDIT: Migration = {
  version: 1,
  what: 'audit log',
  sql: `
    CREATE TABLE audit_log (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      cluster TEXT NOT NULL,
      who TEXT NOT NULL,
      action TEXT NOT NULL,
      target TEXT NOT NULL,
      why TEXT NOT NULL,
      detail TEXT NOT NULL,
      result TEXT NOT NULL
    ) STRICT;
    CREATE INDEX audit_log_of_cluster ON audit_log (cluster, id);
    CREATE TRIGGER audit_log_keeps_rows BEFORE DELETE ON audit_log
      BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
    CREATE TRIGGER audit_log_keeps_texts BEFORE UPDATE ON audit_log
      BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
  `,
}
