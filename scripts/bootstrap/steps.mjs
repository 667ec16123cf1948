// Runs on Node 20 with nothing installed yet.

const tty = process.stdout.isTTY === true
const paint = (/** @type {number} */ code, /** @type {string} */ text) =>
  tty ? `\u001b[${code}m${text}\u001b[0m` : text

/** @param {number} ms */
export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`

/**
 * Prints a step while it runs (its latest progress on one line of a terminal), then its outcome and time.
 * Without a terminal progress comes as plain lines, at most one in five seconds.
 * @template T
 * @param {string} name
 * @param {(say: (line: string) => void) => Promise<{ note: string, value: T }>} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const started = performance.now()
  let lastPlain = started
  const width = () => process.stdout.columns || 100
  const say = (/** @type {string} */ line) => {
    const time = seconds(performance.now() - started)
    if (tty)
      process.stdout.write(
        `\r\u001b[2K${`  … ${name.padEnd(24)} ${time.padStart(7)}  ${line}`.slice(0, width() - 1)}`,
      )
    else if (performance.now() - lastPlain > 5000) {
      lastPlain = performance.now()
      console.log(`  … ${name.padEnd(24)} ${time.padStart(7)}  ${line}`)
    }
  }
  const finish = (/** @type {string} */ mark, /** @type {string} */ note) =>
    console.log(
      `${tty ? '\r\u001b[2K' : ''}  ${mark} ${name.padEnd(24)} ${seconds(performance.now() - started).padStart(7)}  ${note}`,
    )
  say('')
  try {
    const { note, value } = await work(say)
    finish(paint(32, '✓'), note)
    return value
  } catch (error) {
    finish(paint(31, '✗'), 'failed')
    throw error
  }
}

/**
 * Says an error the way a person wants to read it: its message, without a stack.
 * @param {unknown} error
 */
export function complain(error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\n`)
}
