import { fileURLToPath } from 'node:url'
import { complain } from '../bootstrap/steps.mjs'
import { buildWhenChanged } from './build-when-changed.ts'

try {
  const built = await buildWhenChanged(fileURLToPath(new URL('../..', import.meta.url)))
  console.log(built ? 'built' : 'up to date')
} catch (error) {
  complain(error)
  process.exitCode = 1
}
