import { fileURLToPath } from 'node:url'
import { checkBoundaries } from './check-boundaries.ts'
import { checkDocs } from './check-docs.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const problems = [...checkBoundaries(root), ...checkDocs(root)]
for (const problem of problems) console.error(problem)
console.log(problems.length === 0 ? 'boundaries hold' : `${problems.length} boundary problems`)
process.exitCode = problems.length === 0 ? 0 : 1
