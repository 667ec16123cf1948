/** Far above what Kafka sends by default (1 MiB batches, 55 MB fetches), far below what would end the process. */
const MAX_FRAME_BYTES = 256 * 1024 * 1024

const LENGTH_BYTES = 4

/**
 * Watches the lengths in front of a broker's answers. The library believes any length and would gather 2 GB; this tells
 * the owner to hang up instead. Feed it every chunk in order; it answers with what is wrong, or null.
 */
export function createFrameGuard(maxBytes = MAX_FRAME_BYTES): (chunk: Buffer) => string | null {
  let bodyLeft = 0
  let length = 0
  let lengthBytes = 0
  return (chunk) => {
    let at = 0
    while (at < chunk.length) {
      if (bodyLeft > 0) {
        const taken = Math.min(bodyLeft, chunk.length - at)
        bodyLeft -= taken
        at += taken
        continue
      }
      length = (length << 8) | (chunk[at] ?? 0) | 0
      lengthBytes += 1
      at += 1
      if (lengthBytes < LENGTH_BYTES) continue
      if (length < LENGTH_BYTES || length > maxBytes) {
        return `an answer claims a length of ${length} bytes, as no Kafka broker’s does`
      }
      bodyLeft = length
      length = 0
      lengthBytes = 0
    }
    return null
  }
}
