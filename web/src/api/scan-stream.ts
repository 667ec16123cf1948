import type { ScanFrame, ScanRequest } from '@sluice/shared/messages'
import { paths } from '@sluice/shared/paths'
import { frameStream, type StreamOptions } from './frame-stream.ts'

const KINDS: ReadonlySet<unknown> = new Set<ScanFrame['t']>([
  'open',
  'rows',
  'progress',
  'note',
  'hb',
  'end',
  'error',
])

/** Runs a scan and gives its frames as they come, see {@link frameStream}. */
export function scanStream(
  cluster: string,
  request: ScanRequest,
  options: StreamOptions,
): AsyncGenerator<ScanFrame> {
  return frameStream<ScanFrame>(paths.scan(cluster), request, KINDS, options)
}
