import type { ReplayJob, ReplayList, ReplaySummary } from '@sluice/shared/replay-job'

interface Pages {
  pages: ReplayList[]
  pageParams: unknown[]
}

/** A list with the summaries that were told just now: known ones in their place, new ones at its head. */
export function withTold<List extends Pages>(list: List, told: readonly ReplaySummary[]): List {
  const byId = new Map(told.map((job) => [job.id, job]))
  const known = new Set<string>()
  const pages = list.pages.map((page) => ({
    ...page,
    replays: page.replays.map((job) => {
      known.add(job.id)
      return byId.get(job.id) ?? job
    }),
  }))
  const fresh = told.filter(({ id }) => !known.has(id)).sort((a, b) => b.startedAt - a.startedAt)
  const [first, ...others] = pages
  if (fresh.length === 0 || first === undefined) return { ...list, pages }
  return { ...list, pages: [{ ...first, replays: [...fresh, ...first.replays] }, ...others] }
}

/** A job with the summary that was told of it; its lanes are as old as they were. */
export function jobWithTold(job: ReplayJob, told: readonly ReplaySummary[]): ReplayJob {
  const summary = told.find(({ id }) => id === job.id)
  return summary === undefined ? job : { ...job, ...summary }
}

const UNDER_WAY: readonly ReplaySummary['state'][] = ['running', 'paused', 'interrupted']

export const isUnderWay = ({ state }: Pick<ReplaySummary, 'state'>): boolean => UNDER_WAY.includes(state)

/** What runs or waits for somebody first; each part newest first. */
export function inListOrder(jobs: readonly ReplaySummary[]): ReplaySummary[] {
  const rank = (job: ReplaySummary) => {
    const at = UNDER_WAY.indexOf(job.state)
    return at === -1 ? UNDER_WAY.length : at
  }
  return [...jobs].sort((a, b) => rank(a) - rank(b) || b.startedAt - a.startedAt)
}
