import { AUDIT } from './0001-audit.ts'
import { GROUP_SNAPSHOTS } from './0002-group-snapshots.ts'
import { GROUP_MOVES } from './0003-group-moves.ts'
import { LAG_HISTORY } from './0004-lag-history.ts'
import { ALERTS } from './0005-alerts.ts'
import { CLUSTER_IDENTITY } from './0006-cluster-identity.ts'
import { EVIDENCE } from './0007-evidence.ts'
import { REPLAY_JOBS } from './0008-replay-jobs.ts'
import { BOOKMARKS } from './0009-bookmarks.ts'
import type { Migration } from './migration.ts'

/** Every step, in order. */
export const MIGRATIONS: readonly Migration[] = [
  AUDIT,
  GROUP_SNAPSHOTS,
  GROUP_MOVES,
  LAG_HISTORY,
  ALERTS,
  CLUSTER_IDENTITY,
  EVIDENCE,
  REPLAY_JOBS,
  BOOKMARKS,
]
