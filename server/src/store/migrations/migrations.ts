import { AUDIT } from './0001-audit.ts'
import { GROUP_SNAPSHOTS } from './0002-group-snapshots.ts'
import type { Migration } from './migration.ts'

/** Every step, in order. */
export const MIGRATIONS: readonly Migration[] = [AUDIT, GROUP_SNAPSHOTS]
