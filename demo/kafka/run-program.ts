import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export interface RunOptions {
  cwd?: string | undefined
  env?: NodeJS.ProcessEnv | undefined
  input?: string | undefined
  timeoutMs: number
  signal?: AbortSignal | undefined
  /** Called with each line of stdout as it comes. */
  onLine?: ((line: string) => void) | undefined
}

export interface RunResult {
  code: number
  stdout: string
  stderr: string
}

const outputCap = 64 * 1024 * 1024

/** Runs a program to its end, by a deadline and with its output kept up to a cap; rejects where it could not end by itself. */
export async function runProgram(command: string, args: string[], options: RunOptions): Promise<RunResult> {
  options.signal?.throwIfAborted()
  const deadline = AbortSignal.timeout(options.timeoutMs)
  const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const overflow = new AbortController()
  const stop = (): boolean => child.kill('SIGKILL')
  signal.addEventListener('abort', stop)
  overflow.signal.addEventListener('abort', stop)
  const collect = (stream: NodeJS.ReadableStream): (() => string) => {
    const chunks: Buffer[] = []
    let size = 0
    stream.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > outputCap) overflow.abort()
      else chunks.push(chunk)
    })
    return () => Buffer.concat(chunks).toString('utf8')
  }
  const stdout = collect(child.stdout)
  const stderr = collect(child.stderr)
  if (options.onLine) createInterface({ input: child.stdout }).on('line', options.onLine)
  // A program that ends without reading its input closes the pipe; its exit code tells the story.
  child.stdin.on('error', () => undefined)
  child.stdin.end(options.input ?? '')
  try {
    const code = await new Promise<number>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (status) => resolve(status ?? -1))
    })
    options.signal?.throwIfAborted()
    if (deadline.aborted) throw new Error(`${command} did not end within ${options.timeoutMs} ms`)
    if (overflow.signal.aborted) throw new Error(`${command} wrote more than ${outputCap} bytes`)
    return { code, stdout: stdout(), stderr: stderr() }
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
