/** Where a link of the messages page points, and what it says there. */
export interface MessagesAddress {
  /** Scheme, host and port of the Sluice it is of. */
  origin: string
  cluster: string
  /** One or several. */
  topics: string[]
  params: Record<string, string>
}

const ONE_TOPIC = /^\/clusters\/([^/]+)\/topics\/([^/]+)(?:\/messages)?\/?$/
const SEVERAL = /^\/clusters\/([^/]+)\/messages\/?$/

/** Reads the address of a messages page as a browser shows it; null for any other text. Of a repeated parameter the last counts. */
export function readMessagesAddress(link: string): MessagesAddress | null {
  const url = URL.parse(link)
  if (url === null || !/^https?:$/.test(url.protocol)) return null
  const params = Object.fromEntries(url.searchParams)
  const one = ONE_TOPIC.exec(url.pathname)
  const several = SEVERAL.exec(url.pathname)
  const topics = one ? [decode(one[2])] : (params.topics ?? '').split(',').filter(Boolean)
  const cluster = decode((one ?? several)?.[1])
  if (cluster === '' || topics.length === 0) return null
  return { origin: url.origin, cluster, topics, params }
}

function decode(part: string | undefined): string {
  try {
    return decodeURIComponent(part ?? '')
  } catch {
    return ''
  }
}
