import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { ReplayId } from '@sluice/shared/replay-job'
import { AppError } from '#http/app-error.ts'
import type { ReplaySinks } from '../replay-parts.ts'
import { FORMATS, openFileSink } from './file-sink.ts'
import { type HttpEndpoint, HttpSink, type HttpTiming } from './http-sink.ts'

export interface SinksParts {
  /** Has a folder for each job. */
  folder: string
  endpoints: readonly HttpEndpoint[]
  timing?: HttpTiming
}

/** Files in the data folder, and the endpoints of the configuration. */
export function createReplaySinks({ folder, endpoints, timing }: SinksParts): ReplaySinks {
  const folderOf = (replayId: string) => join(folder, ReplayId.parse(replayId))
  return {
    open: async (target, replayId) => {
      if (target.kind === 'file') return await openFileSink(folderOf(replayId), target.format)
      if (target.kind !== 'http') throw new Error(`A target of kind "${target.kind}" is no sink`)
      const endpoint = endpoints.find(({ name }) => name === target.endpoint)
      if (endpoint !== undefined) return new HttpSink(endpoint, replayId, timing)
      const message = `The configuration of this Sluice has no endpoint named "${target.endpoint}" (replayEndpoints).`
      throw new AppError('BAD_REQUEST', message)
    },
    file: async (replayId) => {
      for (const { name, mediaType } of Object.values(FORMATS)) {
        const path = join(folderOf(replayId), name)
        if (await isFile(path)) return { path, name: `sluice-replay-${replayId}-${name}`, mediaType }
      }
      return null
    },
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false
    throw error
  }
}
