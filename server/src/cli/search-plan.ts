import { LinkReader } from '@sluice/shared/link-reader'
import type { ExportRequest } from '@sluice/shared/messages-export'
import { readMessagesQuery, scanRequest } from '@sluice/shared/messages-link'
import type { ConfigFault } from '../config/config-fault.ts'
import { readMessagesAddress } from './messages-address.ts'
import { SEARCH_FLAGS, type SearchLine } from './search-flags.ts'

/** What to search where. */
export interface SearchPlan {
  /** The Sluice to ask; not asked where the search has a gateway of its own. */
  origin: string
  /** Null: the only one there is. */
  cluster: string | null
  request: ExportRequest
}

const DEFAULT_ORIGIN = 'http://127.0.0.1:4400'
const KINDS = /^(newest|oldest|offset|offsets|time|bookmark|group)(:|$)/

/** Flags go before what the link says. Whatever cannot be used is a fault: a search that leaves it out would answer another question. */
export function planSearch(
  line: SearchLine,
  nowMs: number,
): { plan: SearchPlan | null; faults: ConfigFault[] } {
  const faults: ConfigFault[] = [...line.faults]
  const address = line.link === null ? null : readMessagesAddress(line.link)
  if (line.link !== null && address === null)
    faults.push({
      where: 'LINK',
      message:
        'is not the address of a messages page, such as http://127.0.0.1:4400/clusters/local/topics/orders/messages?q=text',
    })
  const topics = line.given.get('topic')?.split(',').filter(Boolean) ?? address?.topics ?? []
  if (topics.length === 0 && faults.length === 0)
    faults.push({ where: '--topic', message: 'or a link is needed; see sluice search --help' })
  const [first = '', ...more] = topics
  const together = more.length === 0 ? '' : topics.join(',')
  const link = new LinkReader({ ...paramsOf(line, address?.params ?? {}), topics: together })
  const query = readMessagesQuery(link)
  for (const { param, value } of link.faults) {
    const flag = SEARCH_FLAGS.find((known) => known.param === param)
    const given = flag === undefined ? undefined : line.given.get(flag.flag)
    const where = given === undefined ? `the link's ${param}` : `--${flag?.flag}`
    faults.push({ where, message: `cannot be "${given ?? value}"` })
  }
  faults.push(...unsupported(line, link))
  const asked = limitOf(line.given.get('limit'), faults)
  const origin = originOf(line.given.get('url'), faults) ?? address?.origin ?? DEFAULT_ORIGIN
  if (faults.length > 0) return { plan: null, faults }
  const limit = line.given.has('all') ? {} : { limit: asked ?? query.limit }
  const request: ExportRequest = {
    query: scanRequest(query.topics === null ? first : null, query, nowMs),
    ...limit,
    output: { format: 'ndjson', bytes: 'text', trailer: true },
  }
  return { plan: { origin, cluster: line.given.get('cluster') ?? address?.cluster ?? null, request }, faults }
}

/** A flag that no part of the query reads would be left out without a word. */
function unsupported({ given }: SearchLine, link: LinkReader): ConfigFault[] {
  return SEARCH_FLAGS.filter(
    ({ flag, param }) => given.has(flag) && param !== undefined && !link.known.has(param),
  ).map(({ flag }) => ({ where: `--${flag}`, message: 'is not supported by this version' }))
}

function paramsOf({ given }: SearchLine, ofLink: Readonly<Record<string, string>>): Record<string, string> {
  const params = { ...ofLink }
  for (const { flag, param, prefix = '' } of SEARCH_FLAGS) {
    const value = given.get(flag)
    if (param !== undefined && value !== undefined) params[param] = prefix + value
  }
  for (const name of ['from', 'to'] as const) {
    const place = given.get(name)
    if (place !== undefined && !KINDS.test(place)) params[name] = `time:${place}`
  }
  return params
}

function limitOf(text: string | undefined, faults: ConfigFault[]): number | null {
  if (text === undefined) return null
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text)
  faults.push({ where: '--limit', message: `must be a whole number from 1 on, not "${text}"` })
  return null
}

function originOf(url: string | undefined, faults: ConfigFault[]): string | null {
  if (url === undefined) return null
  const parsed = URL.parse(url)
  if (parsed !== null && /^https?:$/.test(parsed.protocol)) return parsed.origin
  faults.push({
    where: '--url',
    message: `"${url}" is not the address of a Sluice, such as ${DEFAULT_ORIGIN}`,
  })
  return null
}
