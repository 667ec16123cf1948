import { randomBytes, randomUUID } from 'node:crypto'
import { BufferShares } from '#features/messages/buffer-shares.ts'
import { createCursorCodec } from '#features/messages/cursor.ts'
import { createWriter } from '#features/messages/export/create-writer.ts'
import { ExportJob } from '#features/messages/export/export-job.ts'
import { scanWhole } from '#features/messages/export/whole-scan.ts'
import { SCAN_LIMITS } from '#features/messages/scan-limits.ts'
import { toErrorBody } from '#http/error-mapping.ts'
import type { SearchThreads } from '../compose-threads.ts'
import type { AppConfig } from '../config/app-config.ts'
import { toConnection } from '../config/to-connection.ts'
import { chooseCluster, type OpenSource, SearchFault } from './search-source.ts'

/** Searches in this process, with connections of its own to the brokers. */
export function ownGateway({ clusters }: AppConfig, createThreads: () => SearchThreads): OpenSource {
  return async (asked, request) => {
    const names = clusters.map(({ name }) => name)
    const cluster = chooseCluster(
      asked !== null && !names.includes(asked) && names.length === 1 ? null : asked,
      names,
    )
    const config = clusters.find(({ name }) => name === cluster)
    if (config === undefined) throw new SearchFault(`There is no cluster "${cluster}".`)
    const { createRealGateway } = await import('#kafka/real/real-gateway.ts')
    const gateway = createRealGateway(toConnection(config))
    const { filters, sifter, close: endThreads } = createThreads()
    const close = async (): Promise<void> => {
      endThreads()
      await gateway.close()
    }
    const stop = new AbortController()
    const id = randomUUID()
    const { query, limit = null, output } = request
    const cursors = createCursorCodec(randomBytes(32))
    const deps = {
      gateway,
      cursors,
      filters,
      sifter,
      buffers: new BufferShares(),
      limits: SCAN_LIMITS,
      now: Date.now,
    }
    const faultOf = (error: unknown) => {
      const { code, message } = toErrorBody(error, id)
      // There is no log here that could tell more.
      const unforeseen = code === 'INTERNAL' && error instanceof Error
      return { code, message: unforeseen ? `The search failed: ${error.message}` : message }
    }
    try {
      const job = await ExportJob.open(id, {
        frames: scanWhole(deps, { cluster, requestId: id, query, limit }, stop.signal),
        writer: createWriter(output),
        filename: '',
        stop: () => stop.abort(),
        onOver: () => {},
        faultOf,
      })
      return {
        body: job.take(),
        status: async () => job.status,
        end: async () => {
          await job.end('cancelled')
          await close()
        },
      }
    } catch (error) {
      await close()
      throw new SearchFault(faultOf(error).message)
    }
  }
}
