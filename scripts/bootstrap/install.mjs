// Runs on Node 20 with nothing installed yet.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** The pinned Node that everything but the entry scripts runs on. */
export const pinnedNode = join(root, 'node_modules/node/bin/node')

const stamp = join(root, 'node_modules/.sluice-installed')
const manifests = ['shared', 'server', 'web', 'e2e', 'demo', 'bench'].map((room) => `${room}/package.json`)
const MINUTES_MAX = 15

/**
 * Installs the locked dependencies unless the lockfile and the manifests are those of the last install.
 * @param {(line: string) => void} say called with each line of progress
 * @returns {Promise<boolean>} whether anything was installed
 */
export async function installDependencies(say) {
  const wanted = hashOf(['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...manifests])
  const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
  if (installed === wanted && existsSync(pinnedNode)) return false
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  await run('npx', ['-y', packageManager, 'install', '--frozen-lockfile', '--reporter=append-only'], say)
  writeFileSync(stamp, wanted)
  return true
}

/** @param {string[]} files */
function hashOf(files) {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}`)
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {(line: string) => void} say
 * @returns {Promise<void>}
 */
function run(command, args, say) {
  return new Promise((resolve, reject) => {
    const path = `${dirname(process.execPath)}:${process.env.PATH ?? ''}`
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PATH: path, npm_config_update_notifier: 'false' },
      timeout: MINUTES_MAX * 60_000,
    })
    // Without this a stop during the first minutes would leave the installer behind.
    const stop = () => child.kill('SIGTERM')
    process.once('SIGTERM', stop)
    /** @type {string[]} */
    const last = []
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
        for (const line of text.split('\n').filter((part) => part.trim() !== '')) {
          last.push(line)
          if (last.length > 30) last.shift()
          say(line.trim())
        }
      })
    }
    child.on('error', (error) => reject(new Error(`${command} could not be started: ${error.message}`)))
    child.on('close', (code, signal) => {
      process.off('SIGTERM', stop)
      if (code === 0) resolve()
      else reject(new Error(`${command} ${args.join(' ')} ended with ${signal ?? code}:\n${last.join('\n')}`))
    })
  })
}
