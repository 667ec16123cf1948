const KIB = 1024
const MIB = 1024 * KIB

/** What bounds one tail. It has no deadline: it ends with its reader. */
export interface TailLimits {
  /** How long a broker may wait for the first record: what a quiet topic costs is one request in this time. */
  waitMs: number
  callTimeoutMs: number
  /** Between two rounds of one broker: a busy topic comes in fewer and larger answers. */
  paceMs: number
  /** One partition's share of an answer, and all of it. */
  fetchBytes: number
  roundBytes: number
  /** Rows that a slow reader has not taken yet. */
  outboxBytes: number
  flushMs: number
  flushRows: number
  flushBytes: number
  progressMs: number
  heartbeatMs: number
  /** Topics are looked at anew this often, and not more often than the second while something is wrong. */
  refreshMs: number
  refreshLeastMs: number
  retryMs: number
  retryMaxMs: number
  /** A partition that fails for longer is told of. */
  missingMs: number
  /** To find out where to begin. */
  openMs: number
}

export const TAIL_LIMITS: Readonly<TailLimits> = {
  waitMs: 500,
  callTimeoutMs: 10_000,
  paceMs: 40,
  fetchBytes: MIB,
  roundBytes: 4 * MIB,
  outboxBytes: 8 * MIB,
  flushMs: 50,
  flushRows: 500,
  flushBytes: 256 * KIB,
  progressMs: 1_000,
  heartbeatMs: 10_000,
  refreshMs: 5_000,
  refreshLeastMs: 500,
  retryMs: 100,
  retryMaxMs: 2_000,
  missingMs: 1_000,
  openMs: 30_000,
}
