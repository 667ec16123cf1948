import { across } from './en/across.ts'
import { alerts } from './en/alerts.ts'
import { bookmarks } from './en/bookmarks.ts'
import { cel } from './en/cel.ts'
import { clusters } from './en/clusters.ts'
import { columns } from './en/columns.ts'
import { compare } from './en/compare.ts'
import { coverage } from './en/coverage.ts'
import { errors } from './en/errors.ts'
import { exporting } from './en/exporting.ts'
import { fate } from './en/fate.ts'
import { find } from './en/find.ts'
import { groupCause } from './en/group-cause.ts'
import { groupStore } from './en/group-store.ts'
import { groups } from './en/groups.ts'
import { histogram } from './en/histogram.ts'
import { inspect } from './en/inspect.ts'
import { lookup } from './en/lookup.ts'
import { messages } from './en/messages.ts'
import { moving } from './en/moving.ts'
import { node } from './en/node.ts'
import { produce } from './en/produce.ts'
import { range } from './en/range.ts'
import { redrive } from './en/redrive.ts'
import { play } from './en/replay-play.ts'
import { trap } from './en/replay-traps.ts'
import { replays } from './en/replays.ts'
import { republish } from './en/republish.ts'
import { shell } from './en/shell.ts'
import { state } from './en/state.ts'
import { tail } from './en/tail.ts'
import { topics } from './en/topics.ts'
import { topology } from './en/topology.ts'
import { drawn } from './en/topology-drawn.ts'
import { seek } from './en/topology-find.ts'
import { finding } from './en/topology-finding.ts'
import { scene } from './en/topology-play.ts'
import { taking } from './en/topology-taking.ts'
import { times } from './en/topology-time.ts'
import { twin } from './en/topology-twin.ts'
import { way } from './en/topology-way.ts'
import { who } from './en/topology-who.ts'
import { transactions } from './en/transactions.ts'
import { ui } from './en/ui.ts'
import { why } from './en/why.ts'

/**
 * English is the source: its keys and parameters are the type that every other language satisfies. The page itself
 * says it from `first-words.ts`, `messages-words.ts`, `groups-words.ts`, `alerts-words.ts` and `topology-words.ts`, so that the first view need not wait for the words of others.
 */
export const english = {
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
