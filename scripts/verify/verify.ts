import { fileURLToPath } from 'node:url'
import { complain, seconds, step } from '../bootstrap/steps.mjs'
import { findBrowser } from './find-browser.ts'
import { closingLine, type Tally } from './read-report.ts'
import { allSuites, runSuite, type Suite } from './suites.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const only = process.argv.slice(2)

/** Ctrl-C reaches a suite by itself; a plain SIGTERM would leave it running with all that it has started. */
const stopping = new AbortController()
for (const signal of ['SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => stopping.abort(new Error(`Stopped by ${signal}.`)))
}

async function verify(): Promise<Tally> {
  const total: Tally = { passed: 0, failed: 0, skipped: 0 }
  const names = allSuites(root, null).map(({ name }) => name)
  const unknown = only.filter((name) => !names.includes(name))
  if (unknown.length > 0)
    throw new Error(`No suite is named ${unknown.join(', ')}. There are: ${names.join(', ')}.`)
  const wanted = ({ name }: Pick<Suite, 'name'>): boolean => only.length === 0 || only.includes(name)
  let browser: string | null = null
  if (wanted({ name: 'e2e' })) {
    const found = await step('Browser', async (say) => {
      const value = await findBrowser(root, say)
      return { note: value.how, value }
    })
    browser = found.executable
  }
  const rows: string[] = []
  for (const suite of allSuites(root, browser).filter(wanted)) {
    const result = await step(suite.name, async () => {
      const value = await runSuite(root, suite, stopping.signal)
      stopping.signal.throwIfAborted()
      return { note: closingLine(value.tally), value }
    })
    if (result.tally.failed > 0 || result.tally.flaky) console.log(`\n${result.output.trim()}\n`)
    total.passed += result.tally.passed
    total.failed += result.tally.failed
    total.skipped += result.tally.skipped
    rows.push(`  ${suite.name.padEnd(14)}${seconds(result.ms).padStart(8)}   ${closingLine(result.tally)}`)
  }
  console.log(`\n${rows.join('\n')}\n`)
  return total
}

let total: Tally
try {
  total = await verify()
} catch (error) {
  complain(error)
  total = { passed: 0, failed: 1, skipped: 0 }
}
console.log(closingLine(total))
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1
