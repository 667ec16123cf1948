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

  it('counts a flaky browser test and an error outside of any test as failures', () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 0 }, errors: [{}] }
    expect(readPlaywrightReport(JSON.stringify(report))).toEqual({ passed: 5, failed: 3, skipped: 0 })
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
