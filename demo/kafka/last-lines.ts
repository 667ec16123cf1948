import { open, stat } from 'node:fs/promises'

const windowBytes = 64 * 1024
const tellsWhy = /\] (ERROR|FATAL) |Exception|^Caused by|Error( occurred|:)/

export async function sizeOf(file: string): Promise<number> {
  return (await stat(file).catch(() => null))?.size ?? 0
}

/** What was written to a log after `from`, as lines out of at most its last 64 kB; empty where there is no file. */
async function linesSince(file: string, from: number): Promise<string[]> {
  try {
    const handle = await open(file)
    try {
      const { size } = await handle.stat()
      // Smaller than before: the log was rolled, and all that is in it is new.
      const start = Math.max(size < from ? 0 : from, size - windowBytes)
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - start), 0, size - start, start)
      const lines = buffer.subarray(0, bytesRead).toString('utf8').split('\n')
      return lines.filter((line) => line.trim() !== '')
    } finally {
      await handle.close()
    }
  } catch {
    return []
  }
}

/** The last lines that tell of a fault, without the stack and the orderly closing after it; else simply the last ones. */
export async function lastWords(file: string, from: number, count: number): Promise<string[]> {
  const lines = await linesSince(file, from)
  const why = lines.filter((line) => tellsWhy.test(line) && !/^\s+at /.test(line))
  return (why.length > 0 ? why : lines).slice(-count)
}
