const NEWLINE = 0x0a

/** Passes lines on but for the last one, which it keeps: only then is it known to be the last. */
export class LastLine {
  #kept: Uint8Array[] = []
  #ended = false

  /** What may go out now. */
  pass(chunk: Uint8Array): Buffer {
    if (chunk.length === 0) return Buffer.alloc(0)
    const out: Uint8Array[] = this.#ended ? this.#kept.splice(0) : []
    this.#ended = chunk.at(-1) === NEWLINE
    const cut = chunk.subarray(0, -1).lastIndexOf(NEWLINE) + 1
    if (cut > 0) out.push(...this.#kept.splice(0), chunk.subarray(0, cut))
    this.#kept.push(chunk.subarray(cut))
    return Buffer.concat(out)
  }

  get rest(): Buffer {
    return Buffer.concat(this.#kept)
  }
}
