import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { StallWatch } from './stall-watch.ts'
import type { StreamGate, StreamKind } from './stream-gate.ts'

/** Of files on the disk, which hold little memory each. */
const FILES: StreamKind = { name: 'downloads of files', max: 16 }
const STALL_MS = 5 * 60_000

interface FileDownload {
  path: string
  /** Plain ASCII without quotes. */
  name: string
  mediaType: string
}

/** Answers with a file to be saved, as long as it is now; null where there is none (any more). */
export async function fileResponse(
  gate: StreamGate,
  request: Request,
  { path, name, mediaType }: FileDownload,
): Promise<Response | null> {
  const pass = gate.enter(request.signal, FILES)
  try {
    const size = (await stat(path)).size
    const headers = {
      'content-type': mediaType,
      'content-length': String(size),
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store, no-transform',
    }
    if (request.method === 'HEAD' || size === 0) {
      pass.leave()
      return new Response(null, { headers })
    }
    const file = createReadStream(path, { end: size - 1, signal: pass.signal })
    const stall = new StallWatch(() => file.destroy(new Error('The reader stopped to take it.')), STALL_MS)
    stall.handed()
    file.on('data', () => stall.handed())
    file.on('close', () => {
      stall.taken()
      pass.leave()
    })
    return new Response(Readable.toWeb(file) as ReadableStream<Uint8Array>, { headers })
  } catch (error) {
    const gone = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    const failure = pass.fail(error)
    if (gone) return null
    throw failure
  }
}
