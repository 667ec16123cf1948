import { setTimeout as sleep } from 'node:timers/promises'
import type { StreamReader } from '../../kafka/stream-reader.ts'
import type { ServiceName } from '../service-table.ts'
import type { ServiceContext } from '../services/saga-service.ts'
import { INCIDENTS, type Incident } from './incident.ts'
import { writePoison } from './poison.ts'
import { keepRestless } from './restless-member.ts'

interface Stage {
  contexts: Readonly<Record<ServiceName, ServiceContext>>
  readers: Readonly<Record<ServiceName, StreamReader>>
  afterMs: number
  signal: AbortSignal
}

/** Waits its time, then lets it happen; resolves when it has happened, or at the signal. */
export async function beginIncident(incident: Incident, stage: Stage): Promise<void> {
  const { contexts, readers, signal } = stage
  try {
    await sleep(stage.afterMs, undefined, { signal })
    contexts.rental.report('info', `incident ${incident}: ${INCIDENTS[incident]}`)
    if (incident === 'poison') await writePoison(contexts.rental)
    if (incident === 'stopped') await readers.book.close()
    if (incident === 'rebalance') await keepRestless(contexts.member)
  } catch (error) {
    if (!signal.aborted) throw error
  }
}
