import { describe, expect, it } from 'vitest'
import { closingLine, readPlaywrightReport, readVitestReport } from './read-report.ts'

describe('a suite’s report', () => {
  it('counts a test file that could not even be loaded as a failure', () => {
    const report = {
      numPassedTests: 3,
      numFailedTests: 1,
      numPendingTests: 0,
      numTodoTests: 2,
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'failed', assertionResults: [{}] },
        { status: 'passed', assertionResults: [{}] },
      ],
    }
    expect(readVitestReport(JSON.stringify(report))).toEqual({ passed: 3, failed: 2, skipped: 2 })
  })

  it('counts an error outside of any test as a failure, and says which tests passed only at the second try', () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 0 }, errors: [{}] }
    const tally = readPlaywrightReport(JSON.stringify(report))
    expect(tally).toEqual({ passed: 6, failed: 2, skipped: 0, flaky: 1 })
    expect(closingLine(tally)).toBe('6 passed, 2 failed, 1 at the second try')
  })

  it('refuses a report that is not one, instead of counting nothing', () => {
    expect(() => readVitestReport('{}')).toThrow()
    expect(() => readPlaywrightReport('{}')).toThrow()
  })

  it('closes with the plain line, skipped only where there are any', () => {
    expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed')
    expect(closingLine({ passed: 12, failed: 1, skipped: 2 })).toBe('12 passed, 1 failed, 2 skipped')
  })
})
