import { open } from 'node:fs/promises'

/** The end of a log file, at most `count` lines out of its last 32 kB; empty where there is no file. */
export async function lastLines(file: string, count: number): Promise<string[]> {
  try {
    const handle = await open(file)
    try {
      const { size } = await handle.stat()
      const length = Math.min(size, 32 * 1024)
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, size - length)
      const lines = buffer.subarray(0, bytesRead).toString('utf8').split('\n')
      return lines.filter((line) => line.trim() !== '').slice(-count)
    } finally {
      await handle.close()
    }
  } catch {
    return []
  }
}
