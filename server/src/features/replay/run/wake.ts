/** Lets one loop sleep until something happens or a time is over. */
export class Wake {
  #rung = false
  #ring: (() => void) | null = null

  /** Something happened: the loop goes on at once, also where it does not sleep yet. */
  ring(): void {
    this.#rung = true
    this.#ring?.()
  }

  async sleep(ms: number): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        this.#ring = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      this.#ring = null
    }
    this.#rung = false
  }
}
