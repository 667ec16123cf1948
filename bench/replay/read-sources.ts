import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { PROVENANCE } from '../../shared/src/replay.ts'

const DEADLINE_MS = 60_000

/** How often each source place is in a topic, as kcat sees it with read_committed: a reader that is none of ours. */
export async function readSources(bootstrap: readonly string[], topic: string): Promise<Map<string, number>> {
  const args = ['-C', '-e', '-q', '-X', 'isolation.level=read_committed', '-o', 'beginning', '-f', '%h\n']
  const child = spawn('kcat', [...args, '-b', bootstrap.join(','), '-t', topic], {
    stdio: ['ignore', 'pipe', 'inherit'],
    signal: AbortSignal.timeout(DEADLINE_MS),
  })
  const ended = once(child, 'close')
  const counts = new Map<string, number>()
  const header = new RegExp(`(?:^|,)${PROVENANCE.source}=([^,]+)`)
  for await (const line of createInterface({ input: child.stdout })) {
    const place = header.exec(line)?.[1]
    if (place === undefined) throw new Error(`a record of ${topic} does not say where it comes from: ${line}`)
    counts.set(place, (counts.get(place) ?? 0) + 1)
  }
  await ended
  return counts
}
