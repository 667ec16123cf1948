import type { TailFrame, TailRequest } from '@sluice/shared/messages-tail'
import { paths } from '@sluice/shared/paths'
import { frameStream, type StreamOptions } from './frame-stream.ts'

const KINDS: ReadonlySet<unknown> = new Set<TailFrame['t']>([
  'open',
  'rows',
  'progress',
  'note',
  'hb',
  'end',
  'error',
])

/** Follows topics and gives the frames of what arrives, see {@link frameStream}. */
export function tailStream(
  cluster: string,
  request: TailRequest,
  options: StreamOptions,
): AsyncGenerator<TailFrame> {
  return frameStream<TailFrame>(paths.tail(cluster), request, KINDS, options)
}
