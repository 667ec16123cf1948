/** One line of an offsets file. */
export interface CsvOffset {
  topic: string
  partition: number
  offset: string
}

/** What an offsets file says, and each line that cannot be read, by number. */
export interface CsvReading {
  offsets: CsvOffset[]
  faults: { line: number; why: 'columns' | 'topic' | 'partition' | 'offset' | 'twice' }[]
}

const FAULTS_MAX = 20

/**
 * Reads what `kafka-consumer-groups --export` prints: `topic,partition,offset`, or with the group before them where
 * several groups were asked for. Lines of other groups are left out; so is a first line of column names.
 */
export function readOffsetsCsv(text: string, group: string): CsvReading {
  const reading: CsvReading = { offsets: [], faults: [] }
  const seen = new Set<string>()
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue
    const cells = cellsOf(line)
    if (index === 0 && cells.at(-1)?.trim().toLowerCase() === 'offset') continue
    if (cells.length === 4 && cells[0] !== group) continue
    const said = cells.length === 4 ? cells.slice(1) : cells
    const why = faultOf(said, seen)
    const [topic = '', partition = '', offset = ''] = said
    if (why === null) reading.offsets.push({ topic, partition: Number(partition), offset })
    else if (reading.faults.length < FAULTS_MAX) reading.faults.push({ line: index + 1, why })
  }
  return reading
}

/** Writes it as the tool does for one group. */
export function writeOffsetsCsv(offsets: readonly CsvOffset[]): string {
  return offsets.map(({ topic, partition, offset }) => `"${topic}",${partition},${offset}\n`).join('')
}

function faultOf(cells: readonly string[], seen: Set<string>): CsvReading['faults'][number]['why'] | null {
  const [topic = '', partition = '', offset = ''] = cells
  if (cells.length !== 3) return 'columns'
  if (!/^[a-zA-Z0-9._-]{1,249}$/.test(topic) || topic === '.' || topic === '..') return 'topic'
  if (!/^\d{1,10}$/.test(partition) || Number(partition) > 2_147_483_647) return 'partition'
  if (!/^(0|[1-9]\d{0,18})$/.test(offset) || BigInt(offset) >= 2n ** 63n) return 'offset'
  const place = `${topic}/${Number(partition)}`
  if (seen.has(place)) return 'twice'
  seen.add(place)
  return null
}

/** Cells as RFC 4180 has them, one line a record: neither topics nor numbers hold a line break. */
function cellsOf(line: string): string[] {
  const cells: string[] = []
  const pattern = /\s*(?:"((?:[^"]|"")*)"|([^,]*))\s*(?:,|$)/gy
  while (pattern.lastIndex <= line.length) {
    const match = pattern.exec(line)
    if (match === null) return []
    cells.push(match[1] === undefined ? (match[2] ?? '').trim() : match[1].replaceAll('""', '"'))
    if (!match[0].endsWith(',')) break
  }
  return cells
}
