import type { Dictionary } from './dictionary.ts'
import { across } from './ko/across.ts'
import { alerts } from './ko/alerts.ts'
import { bookmarks } from './ko/bookmarks.ts'
import { cel } from './ko/cel.ts'
import { clusters } from './ko/clusters.ts'
import { columns } from './ko/columns.ts'
import { compare } from './ko/compare.ts'
import { coverage } from './ko/coverage.ts'
import { errors } from './ko/errors.ts'
import { exporting } from './ko/exporting.ts'
import { fate } from './ko/fate.ts'
import { find } from './ko/find.ts'
import { groupCause } from './ko/group-cause.ts'
import { groupStore } from './ko/group-store.ts'
import { groups } from './ko/groups.ts'
import { histogram } from './ko/histogram.ts'
import { inspect } from './ko/inspect.ts'
import { lookup } from './ko/lookup.ts'
import { messages } from './ko/messages.ts'
import { moving } from './ko/moving.ts'
import { node } from './ko/node.ts'
import { produce } from './ko/produce.ts'
import { range } from './ko/range.ts'
import { redrive } from './ko/redrive.ts'
import { play } from './ko/replay-play.ts'
import { trap } from './ko/replay-traps.ts'
import { replays } from './ko/replays.ts'
import { republish } from './ko/republish.ts'
import { shell } from './ko/shell.ts'
import { state } from './ko/state.ts'
import { tail } from './ko/tail.ts'
import { topics } from './ko/topics.ts'
import { topology } from './ko/topology.ts'
import { drawn } from './ko/topology-drawn.ts'
import { seek } from './ko/topology-find.ts'
import { finding } from './ko/topology-finding.ts'
import { scene } from './ko/topology-play.ts'
import { taking } from './ko/topology-taking.ts'
import { times } from './ko/topology-time.ts'
import { twin } from './ko/topology-twin.ts'
import { way } from './ko/topology-way.ts'
import { who } from './ko/topology-who.ts'
import { transactions } from './ko/transactions.ts'
import { ui } from './ko/ui.ts'
import { why } from './ko/why.ts'

export const korean: Dictionary = {
  bookmarks,
  redrive,
  across,
  cel,
  shell,
  ui,
  errors,
  clusters,
  topics,
  transactions,
  messages,
  range,
  histogram,
  fate,
  find,
  coverage,
  inspect,
  produce,
  columns,
  exporting,
  compare,
  lookup,
  tail,
  groups,
  groupCause,
  alerts,
  moving,
  groupStore,
  topology,
  node,
  why,
  drawn,
  twin,
  taking,
  finding,
  seek,
  times,
  scene,
  who,
  way,
  replays,
  republish,
  trap,
  play,
  state,
}
