import type { ScanPosition, ScanRequest } from '@sluice/shared/messages'

/** In quotes that a POSIX shell takes apart nowhere. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}

export function sluiceCommand(link: string): string {
  return `sluice search ${shellQuoted(link)}`
}

/** The page's own request: its answer is a frame a line. */
export function curlCommand(url: string, request: ScanRequest): string {
  const body = shellQuoted(JSON.stringify(request))
  return `curl -sN ${shellQuoted(url)} -H 'content-type: application/json' -d ${body}`
}

/** Near the query, as far as kcat goes: it counts per partition, and grep looks at the lines it prints. */
export function kcatQueryCommand(request: ScanRequest, brokers: readonly string[]): string {
  const { topic, topics = [], partitions, from, to, filter } = request
  const bootstrap = brokers.length > 0 ? shellQuoted(brokers.join(',')) : '"$BROKERS"'
  const [only, ...others] = partitions ?? []
  const partition = only !== undefined && others.length === 0 ? ` -p ${only}` : ''
  const end = to !== undefined && 'timestamp' in to ? ` -o e@${to.timestamp}` : ''
  const format = String.raw`${topic === undefined ? '%t ' : ''}%p:%o %T %k %h %s\n`
  const one = `kcat -b ${bootstrap} -C -t ${topic ?? '"$topic"'}${partition} -o ${kcatOffset(from)}${end} -e -f '${format}'`
  // It reads one topic at a time.
  const read = topic === undefined ? `for topic in ${topics.join(' ')}; do ${one}; done` : one
  if (filter?.text === undefined) return read
  return `${read} | grep -${filter.caseSensitive === false ? 'i' : ''}F ${shellQuoted(filter.text)}`
}

function kcatOffset(from: ScanPosition): string {
  if ('newest' in from) return `-${from.newest}`
  if ('timestamp' in from) return `s@${from.timestamp}`
  return 'offset' in from ? from.offset : 'beginning'
}
