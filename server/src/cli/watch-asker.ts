import { createInterface } from 'node:readline/promises'

type Wish = 'leave' | 'abort' | 'watch'

/** Shows how far a job is on a terminal, and asks what is to become of it when Ctrl-C is pressed. */
export class WatchAsker {
  readonly #terminal = process.stderr.isTTY === true && process.stdin.isTTY === true
  readonly #onInterrupt = () => this.#interrupt()
  #pressed = 0
  #last = ''

  constructor() {
    process.on('SIGINT', this.#onInterrupt)
    process.on('SIGTERM', this.#onInterrupt)
  }

  show(line: string): void {
    if (this.#terminal) process.stderr.write(`\r\u001b[2K${line}`)
    else if (line !== this.#last) process.stderr.write(`${line}\n`)
    this.#last = line
  }

  /** Null: nobody wants anything. */
  asked(): Promise<Wish> | null {
    if (this.#pressed === 0) return null
    if (!this.#terminal || this.#pressed > 1) return Promise.resolve('leave')
    this.#pressed = 0
    return this.#ask()
  }

  close(): void {
    process.off('SIGINT', this.#onInterrupt)
    process.off('SIGTERM', this.#onInterrupt)
    if (this.#terminal && this.#last !== '') process.stderr.write('\n')
    this.#last = ''
  }

  #interrupt(): void {
    this.#pressed += 1
  }

  async #ask(): Promise<Wish> {
    const questions = createInterface({ input: process.stdin, output: process.stderr })
    const again = new Promise<Wish>((resolve) => questions.once('SIGINT', () => resolve('leave')))
    const answer = questions
      .question('\nThe job runs in the server. Leave it running (l), abort it (a), or watch on (Enter)? ')
      .then((text): Wish => {
        const letter = text.trim().toLowerCase()
        return letter === 'l' ? 'leave' : letter === 'a' ? 'abort' : 'watch'
      })
    const wish = await Promise.race([answer, again])
    questions.close()
    return wish
  }
}
