#!/usr/bin/env node
// The `sluice` command from a clone: stdout is its alone, so that what installs says so on stderr.
import { installDependencies } from './bootstrap/install.mjs'
import { startPinned } from './bootstrap/run-pinned.mjs'
import { complain } from './bootstrap/steps.mjs'

try {
  await installDependencies((line) => process.stderr.write(`${line}\n`))
} catch (error) {
  complain(error)
  process.exit(1)
}
// npm runs scripts in the package's folder; paths on the command line are of where it was called.
startPinned('server/src/main.ts', process.argv.slice(2), process.env.INIT_CWD ?? process.cwd())
