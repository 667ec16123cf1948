import { GROUP_SORTS, GROUP_TYPES, type GroupListQuery, type GroupType } from '@sluice/shared/groups'
import { LAG_STATES, type LagState } from '@sluice/shared/groups-state'

/** What the list of groups can be ordered by. */
export type GroupSort = GroupListQuery['sort']

/** What the URL of the list holds; whatever is the default is left out of it. */
export interface GroupsSearch {
  q?: string
  topic?: string
  /** States and kinds with commas between them. */
  state?: string
  type?: string
  sort?: GroupSort
  order?: 'asc' | 'desc'
}

const SEARCH_MAX = 400
const TOPIC_MAX = 249

/** Reads the search part of a link. What cannot be understood falls back to the default, so an old link still opens. */
export function parseGroupsSearch(raw: Readonly<Record<string, unknown>>): GroupsSearch {
  const q = textOf(raw.q, SEARCH_MAX)
  const topic = textOf(raw.topic, TOPIC_MAX)
  const state = chosen(raw.state, LAG_STATES).join()
  const type = chosen(raw.type, GROUP_TYPES).join()
  const sort = GROUP_SORTS.find((name) => name === raw.sort)
  const order = raw.order === 'asc' || raw.order === 'desc' ? raw.order : undefined
  return {
    ...(q === '' ? {} : { q }),
    ...(topic === '' ? {} : { topic }),
    ...(state === '' ? {} : { state }),
    ...(type === '' ? {} : { type }),
    ...(sort === undefined || sort === 'severity' ? {} : { sort }),
    ...(order === undefined || order === firstOrder(sort ?? 'severity') ? {} : { order }),
  }
}

/** Names begin with a, what is short of being lost with the least time, everything else with the most. */
export function firstOrder(sort: GroupSort): 'asc' | 'desc' {
  return sort === 'group' || sort === 'timeToLoss' ? 'asc' : 'desc'
}

export const sortOf = ({ sort = 'severity', order = firstOrder(sort) }: GroupsSearch) => ({ sort, order })

/** The search after a press on a column: the same column turns round. */
export function sortBy(search: GroupsSearch, column: GroupSort): GroupsSearch {
  const now = sortOf(search)
  const first = firstOrder(column)
  const turned = now.order === 'asc' ? 'desc' : 'asc'
  return parseGroupsSearch({ ...search, sort: column, order: now.sort === column ? turned : first })
}

export const statesOf = ({ state }: GroupsSearch): LagState[] => chosen(state, LAG_STATES)
export const typesOf = ({ type }: GroupsSearch): GroupType[] => chosen(type, GROUP_TYPES)

/** With one state or kind more, or one less. */
export function toggle(search: GroupsSearch, part: 'state' | 'type', value: string): GroupsSearch {
  const now = search[part]?.split(',') ?? []
  const next = now.includes(value) ? now.filter((other) => other !== value) : [...now, value]
  return parseGroupsSearch({ ...search, [part]: next.join() })
}

/** Those of the known names that a text with commas holds, in their own order. */
function chosen<Name extends string>(text: unknown, names: readonly Name[]): Name[] {
  if (typeof text !== 'string') return []
  const parts = new Set(text.split(','))
  return names.filter((name) => parts.has(name))
}

function textOf(value: unknown, most: number): string {
  return typeof value === 'string' ? value.slice(0, most) : ''
}
