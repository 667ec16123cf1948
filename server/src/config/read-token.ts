import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { TokenSource } from './app-config.ts'
import { readReference } from './reference.ts'

const run = promisify(execFile)
const COMMAND_DEADLINE_MS = 10_000
const TOKEN_BYTES_MAX = 64 << 10

/** The OAUTHBEARER token of this moment. What a command prints is never repeated in an error. */
export async function readToken(source: TokenSource): Promise<string> {
  const token =
    source.kind === 'reference' ? readReference(source.reference, source.context) : await ask(source)
  const trimmed = token.trim()
  if (trimmed === '') throw new Error('The OAUTHBEARER token is empty.')
  return trimmed
}

/** Started directly, without a shell: an argument is only ever an argument. */
async function ask({ argv, folder }: Extract<TokenSource, { kind: 'command' }>): Promise<string> {
  const [program = '', ...args] = argv
  try {
    const { stdout } = await run(program, args, {
      cwd: folder,
      timeout: COMMAND_DEADLINE_MS,
      maxBuffer: TOKEN_BYTES_MAX,
      windowsHide: true,
    })
    return stdout
  } catch (error) {
    const { code, killed } = error as { code?: unknown; killed?: boolean }
    const how = killed ? `did not end within ${COMMAND_DEADLINE_MS / 1000} s` : `failed (${String(code)})`
    throw new Error(`tokenCommand ${program} ${how}.`)
  }
}
