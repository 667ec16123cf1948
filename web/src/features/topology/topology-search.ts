import { TOPOLOGY_LEVELS, TOPOLOGY_WINDOW_MS, type TopologyLevel } from '@sluice/shared/topology'
import type { SearchRecord } from '#lib/search-codec.ts'
import { openText, readOpen, ruleText } from './model/drawn-link.ts'

/** Which part of the plane is looked at: its middle in the layout's coordinates, and how large it is drawn. */
export interface View {
  x: number
  y: number
  k: number
}

/** What the URL of the topology holds. Left out is what is usual. */
export interface TopologySearch {
  /** Left out: services. */
  level?: Exclude<TopologyLevel, 'service'>
  /** Only what is near this node. */
  focus?: string
  /** How many steps are near; left out: 2. */
  depth?: number
  /** Milliseconds of evidence; left out: an hour. */
  window?: number
  /** As of this time; left out: now. */
  at?: number
  /** Compared with this earlier time; left out: with none. */
  since?: number
  /** What stands beside the graph while nothing is chosen. */
  panel?: TopologyPanel
  /** What is marked, in the language of find and hide. */
  find?: string
  /** What is left out, in the same language. */
  hide?: string
  /** Left out: all of it fits the window. */
  view?: View
  /** A node by its id, or an edge as `edge:` and its id. */
  selected?: string
  /** The other end of the ways that are lit, from the node that is selected. */
  to?: string
  /** A record that is open beside it: `topic:partition:offset`. */
  record?: string
  /** What nodes have in common that stand in one box, as `readRule` of the model reads it; left out: none do. */
  group?: string
  /** What is open of boxes, families and heaps. */
  open?: readonly string[]
  /** Internal topics are drawn, too. */
  internal?: true
  /** How many nodes are drawn at most; left out: as many as a person can look at. */
  most?: number
  /** Left out: the picture; `table` has its edges, `nodes` its nodes. */
  show?: (typeof TABLES)[number]
  /** A column of the table and its order, `lag:desc`; left out: the usual one. */
  sort?: string
  /** The list of findings is open: `list`, or that finding whose nodes and edges are lit. */
  finding?: string
}

const TABLES = ['table', 'nodes'] as const
/** What can stand beside the graph. */
export const TOPOLOGY_PANELS = ['changes', 'who'] as const
export type TopologyPanel = (typeof TOPOLOGY_PANELS)[number]

export const DEPTH = 2
const DEPTH_MAX = 20
const MOST_MAX = 20_000
const TEXT_MAX = 400
/** A name of Kafka may be long; what is selected is found by all of it. */
const ID_MAX = 33_000
const EDGE = 'edge:'

export function parseTopologySearch(raw: Record<string, unknown>): TopologySearch {
  const text = (value: unknown, most: number) => (typeof value === 'string' ? value.slice(0, most) : '')
  const level = TOPOLOGY_LEVELS.find((known) => known === raw.level)
  const depth = whole(raw.depth, 1, DEPTH_MAX)
  const window = whole(raw.window, 60_000, 7 * 86_400_000)
  const at = whole(raw.at, 1e11, 1e14)
  const since = whole(raw.since, 1e11, 1e14)
  const panel = TOPOLOGY_PANELS.find((known) => known === raw.panel)
  const most = whole(raw.most, 10, MOST_MAX)
  const show = TABLES.find((known) => known === raw.show)
  const view = readView(raw.view)
  const [focus, selected] = [text(raw.focus, ID_MAX), text(raw.selected, ID_MAX)]
  const to = text(raw.to, ID_MAX)
  const record = text(raw.record, TEXT_MAX)
  const group = ruleText(raw.group)
  const open = readOpen(raw.open)
  const [find, hide] = [text(raw.find, TEXT_MAX), text(raw.hide, TEXT_MAX)]
  return {
    ...(level === undefined || level === 'service' ? {} : { level }),
    ...(focus === '' ? {} : { focus }),
    ...(depth === null || depth === DEPTH ? {} : { depth }),
    ...(window === null || window === TOPOLOGY_WINDOW_MS ? {} : { window }),
    ...(at === null ? {} : { at }),
    ...(since === null ? {} : { since }),
    ...(panel === undefined ? {} : { panel }),
    ...(find === '' ? {} : { find }),
    ...(hide === '' ? {} : { hide }),
    ...(view === null ? {} : { view }),
    ...(selected === '' ? {} : { selected }),
    ...(to === '' ? {} : { to }),
    ...(record === '' ? {} : { record }),
    ...(group === null ? {} : { group }),
    ...(open.length === 0 ? {} : { open }),
    ...(raw.internal === true || raw.internal === 'true' ? { internal: true as const } : {}),
    ...(most === null ? {} : { most }),
    ...(show === undefined ? {} : { show }),
    ...(fits(raw.sort, /^[a-z]{1,20}:(?:asc|desc)$/) ? { sort: raw.sort } : {}),
    ...(fits(raw.finding, /^[\w-]{1,60}$/) ? { finding: raw.finding } : {}),
  }
}

/** As the link writes it: a view as `x,y,k`. */
export function linkOf({ view, open, ...rest }: TopologySearch): SearchRecord {
  const texts = Object.entries(rest).map(([name, value]) => [name, String(value)] as const)
  return {
    ...Object.fromEntries(texts),
    ...(view && { view: viewText(view) }),
    ...(open && { open: openText(open) }),
  }
}

export function viewText({ x, y, k }: View): string {
  return `${Math.round(x)},${Math.round(y)},${Number(k.toPrecision(3))}`
}

function readView(raw: unknown): View | null {
  if (typeof raw === 'object' && raw !== null) return readView(viewText(raw as View))
  if (typeof raw !== 'string') return null
  const [x, y, k, ...more] = raw.split(',').map(Number)
  if (x === undefined || y === undefined || k === undefined || more.length > 0) return null
  if (![x, y, k].every(Number.isFinite) || k <= 0 || Math.abs(x) > 1e7 || Math.abs(y) > 1e7) return null
  return { x, y, k: Math.min(Math.max(k, ZOOM.least), ZOOM.most) }
}

const fits = (raw: unknown, form: RegExp): raw is string => typeof raw === 'string' && form.test(raw)

/** How small and how large it can be drawn. */
export const ZOOM = { least: 0.02, most: 4 } as const

/** Text of a link or a number, as a whole number within bounds; null where it is none. */
function whole(raw: unknown, least: number, most: number): number | null {
  const text = typeof raw === 'number' ? String(raw) : raw
  if (typeof text !== 'string' || !/^\d{1,14}$/.test(text)) return null
  const value = Number(text)
  return value >= least && value <= most ? value : null
}

export type Selected = { of: 'node'; id: string } | { of: 'edge'; id: string }

/** What `selected` names, or null. */
export function selectedOf({ selected }: TopologySearch): Selected | null {
  if (selected === undefined) return null
  return selected.startsWith(EDGE)
    ? { of: 'edge', id: selected.slice(EDGE.length) }
    : { of: 'node', id: selected }
}

export const selectedText = (selected: Selected): string =>
  selected.of === 'edge' ? EDGE + selected.id : selected.id
