import { z } from 'zod'

/** How many checks of a suite passed, failed and were skipped. */
export interface Tally {
  passed: number
  failed: number
  skipped: number
  /** Of those passed, how many only did when tried again. */
  flaky?: number
}

const VitestReport = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
})

const PlaywrightReport = z.object({
  stats: z.object({ expected: z.int(), unexpected: z.int(), flaky: z.int(), skipped: z.int() }),
  errors: z.array(z.unknown()),
})

/** A file that failed before its tests were known (an import that throws, a hook) counts as one failure. */
export function readVitestReport(json: string): Tally {
  const report = VitestReport.parse(JSON.parse(json))
  const fallen = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  )
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + fallen.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** A flaky test passed only when tried again. One busy machine must not fail a run, but the run must say so. */
export function readPlaywrightReport(json: string): Tally {
  const { stats, errors } = PlaywrightReport.parse(JSON.parse(json))
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
    flaky: stats.flaky,
  }
}

/** The line that closes a run. */
export function closingLine(total: Tally): string {
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : ''
  const flaky = total.flaky ? `, ${total.flaky} at the second try` : ''
  return `${total.passed} passed, ${total.failed} failed${skipped}${flaky}`
}
