// Runs on Node 20 with nothing installed yet.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { installDependencies, pinnedNode, root } from './install.mjs'
import { complain, step } from './steps.mjs'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

/**
 * Installs what is missing, then runs a script of this repository on the pinned Node and ends as it ends.
 * @param {string} script path below the repository's root
 * @param {string[]} args
 */
export async function runPinned(script, args) {
  if (major < 20 || (major === 20 && minor < 19)) {
    complain(
      new Error(
        `Sluice needs Node 20.19 or newer to start; this is ${process.versions.node}. Install a newer Node.`,
      ),
    )
    process.exit(1)
  }
  try {
    await step('Dependencies', async (say) => {
      const installed = await installDependencies(say)
      return { note: installed ? 'installed' : 'up to date', value: undefined }
    })
  } catch (error) {
    complain(error)
    process.exit(1)
  }
  startPinned(script, args, root)
}

/**
 * Runs a script of this repository on the pinned Node and ends as it ends.
 * @param {string} script path below the repository's root
 * @param {string[]} args
 * @param {string} cwd
 */
export function startPinned(script, args, cwd) {
  const child = spawn(pinnedNode, [join(root, script), ...args], { cwd, stdio: 'inherit' })
  // Ctrl-C reaches the child by itself, as it shares the terminal; a plain SIGTERM does not.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  process.on('SIGHUP', () => child.kill('SIGTERM'))
  child.on('error', (error) => {
    complain(error)
    process.exit(1)
  })
  child.on('exit', (code) => process.exit(code ?? 1))
}
