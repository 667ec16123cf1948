/** What is wrong with a batch: `codec` is a compressor's own refusal, `too-large` a cap of ours. */
export type BatchErrorCode = 'crc' | 'too-large' | 'malformed' | 'codec'

/** A batch that cannot be read. The caller knows its offsets and turns this into a note that covers them. */
export class BatchError extends Error {
  readonly code: BatchErrorCode

  constructor(code: BatchErrorCode, message: string, options: { cause?: unknown } = {}) {
    super(message, options)
    this.name = 'BatchError'
    this.code = code
  }
}

/** One wording for every codec's cap. */
export function tooLarge(maxBytes: number, cause?: unknown): BatchError {
  const limit = `${Math.round(maxBytes / 1024)} KiB`
  return new BatchError('too-large', `The batch decompresses to more than the limit of ${limit}.`, { cause })
}
