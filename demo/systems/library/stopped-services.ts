import { readdir } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Report } from '../kafka/report.ts'
import type { StreamReader } from '../kafka/stream-reader.ts'
import { SERVICE_NAMES, type ServiceName } from './service-table.ts'

const LOOK_EVERY_MS = 1_000

interface Watched {
  /** A file in it that is named like a service stops that service's consumer for as long as it is there. */
  folder: string
  readers: Readonly<Record<ServiceName, Pick<StreamReader, 'open' | 'close'>>>
  report: Report
  signal: AbortSignal
  everyMs?: number
}

/** So that people can stop one service and start it again, and see how that looks. Resolves at the signal. */
export async function keepStopped(watched: Watched): Promise<void> {
  const { readers, report, signal, everyMs = LOOK_EVERY_MS } = watched
  const stopped = new Set<ServiceName>()
  while (!signal.aborted) {
    const named = await namesIn(watched.folder)
    for (const name of SERVICE_NAMES) {
      if (named.has(name) === stopped.has(name)) continue
      report('info', `${name} ${named.has(name) ? 'is stopped' : 'starts again'}, as ${watched.folder} says`)
      if (named.has(name)) await readers[name].close()
      else await readers[name].open()
      stopped[named.has(name) ? 'add' : 'delete'](name)
    }
    await sleep(everyMs, undefined, { signal }).catch(() => undefined)
  }
}

/** Mostly there is no such folder at all. */
async function namesIn(folder: string): Promise<ReadonlySet<string>> {
  try {
    return new Set(await readdir(folder))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return new Set()
    throw error
  }
}
