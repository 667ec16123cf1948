import { spawn } from 'node:child_process'
import { NEEDLE } from './events.ts'
import type { Run } from './run.ts'

const LINE = 'command -v kcat >/dev/null || exit 3; kcat -C -e -q -b "$0" -t "$1" -o beginning | grep -c "$2"'

/** Null where kcat is not installed. */
export async function kcatGrep(
  bootstrap: readonly string[],
  topic: string,
  bytes: number,
): Promise<Run | null> {
  const started = performance.now()
  const child = spawn('sh', ['-c', LINE, bootstrap[0] ?? '', topic, NEEDLE], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const code = await new Promise((resolve) => child.on('close', resolve))
  return code === 3 ? null : { ms: performance.now() - started, bytes, hits: Number(said) }
}
