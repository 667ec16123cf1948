import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const SOURCES = ['shared/src', 'server/src', 'web', 'vite.config.ts', 'pnpm-lock.yaml']
const BUILD_MINUTES_MAX = 5

/** Builds page and server into `dist/` unless the sources are those of the last build; says whether it built. */
export async function buildWhenChanged(root: string, signal?: AbortSignal): Promise<boolean> {
  const stamp = join(root, 'dist/.sources')
  const wanted = hashSources(root)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  await Promise.all(['web', 'server'].map((mode) => build(root, [vite, 'build', '--mode', mode], signal)))
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(stamp, wanted)
  return true
}

async function build(root: string, args: string[], signal?: AbortSignal): Promise<void> {
  const env = { ...process.env, NODE_ENV: 'production' }
  try {
    await run(process.execPath, args, {
      cwd: root,
      env,
      timeout: BUILD_MINUTES_MAX * 60_000,
      maxBuffer: 16 << 20,
      ...(signal ? { signal } : {}),
    })
  } catch (error) {
    signal?.throwIfAborted()
    const output = error as { stdout?: string; stderr?: string; message: string }
    const tail = `${output.stdout ?? ''}${output.stderr ?? ''}`.trim().split('\n').slice(-25).join('\n')
    throw new Error(`The build failed:\n${tail || output.message}`, { cause: error })
  }
}

function hashSources(root: string): string {
  const hash = createHash('sha256')
  const files = SOURCES.flatMap((source) => listFiles(join(root, source))).sort()
  for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file))
  return hash.digest('hex')
}

function listFiles(path: string): string[] {
  if (!existsSync(path)) throw new Error(`${path} is missing: is this a whole checkout of Sluice?`)
  if (/\.(ts|yaml)$/.test(path)) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() && !entry.parentPath.includes('node_modules') && !/\.test\.tsx?$/.test(entry.name),
    )
    .map((entry) => join(entry.parentPath, entry.name))
}
