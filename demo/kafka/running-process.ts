import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'

export interface RunningProcess {
  parent: number
  command: string
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it lives, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Linux: /proc, because slim images have no ps. The name in brackets may itself hold brackets and blanks. */
async function fromProc(pid: number): Promise<RunningProcess | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8')
  const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  // Ended, and kept in the table only until whoever inherited it asks for its exit code.
  // Its command line goes a moment earlier, with its memory.
  if (state === 'Z' || command === '') return null
  return { parent: Number(parent), command: command.replaceAll('\0', ' ').trim() }
}

async function fromPs(pid: number): Promise<RunningProcess | null> {
  const columns = ['-ww', '-o', 'ppid=', '-o', 'command=', '-p', String(pid)]
  const { stdout } = await promisify(execFile)('ps', columns, { timeout: 5_000, maxBuffer: 1024 * 1024 })
  const [, parent, command] = stdout.match(/^\s*(\d+)\s+(.*)$/m) ?? []
  return parent === undefined || command === undefined ? null : { parent: Number(parent), command }
}

/** Who a pid is now, so that a number that was given to another program is never mistaken; null once it is gone. */
export async function lookUp(pid: number): Promise<RunningProcess | null> {
  if (!isAlive(pid)) return null
  try {
    return process.platform === 'linux' ? await fromProc(pid) : await fromPs(pid)
  } catch {
    // It went between the two looks: the same answer as not having been there.
    return null
  }
}
