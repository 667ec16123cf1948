import type { Migration } from './migrations/migration.ts'
import { MIGRATIONS } from './migrations/migrations.ts'
import type { StoreConnection } from './store-connection.ts'

/** The file is of a form that this Sluice does not have. */
export class StoreVersionError extends Error {}

/** Brings a database to the newest form, each step in a transaction of its own; says which steps it took. */
export function migrate(db: StoreConnection, steps: readonly Migration[] = MIGRATIONS): readonly Migration[] {
  const version = versionOf(db)
  refuseNewer(version, steps)
  const missing = steps.filter((step) => step.version > version)
  for (const step of missing)
    db.transaction(() => {
      db.run(step.sql)
      db.run(`PRAGMA user_version = ${step.version}`)
    })
  return missing
}

/** For who may not change the form: throws a {@link StoreVersionError} unless it is the newest. */
export function expectVersion(db: StoreConnection, steps: readonly Migration[] = MIGRATIONS): void {
  const version = versionOf(db)
  refuseNewer(version, steps)
  if (version < newestOf(steps))
    throw new StoreVersionError(
      'The Sluice that uses this data folder is an older one, or has only begun. End it, or give this one a --data-dir of its own.',
    )
}

function versionOf(db: StoreConnection): number {
  return db.number('PRAGMA user_version')
}

function newestOf(steps: readonly Migration[]): number {
  return steps.at(-1)?.version ?? 0
}

function refuseNewer(version: number, steps: readonly Migration[]): void {
  if (version <= newestOf(steps)) return
  throw new StoreVersionError(
    `The database was written by a newer Sluice (form ${version}; this one knows ${newestOf(steps)}). ` +
      'Run that one, or give this one a --data-dir of its own.',
  )
}
