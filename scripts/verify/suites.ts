import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readPlaywrightReport, readVitestReport, type Tally } from './read-report.ts'

const MINUTES_MAX = 20

export interface Suite {
  name: string
  args: string[]
  /** Reads the counts from the report file; without one, the exit code is the one check. */
  report: { file: string; read: (json: string) => Tally } | null
  env?: Record<string, string>
}

export interface SuiteResult {
  tally: Tally
  ms: number
  output: string
}

const bin = (path: string): string => `node_modules/${path}`

function vitest(root: string, project: string): Suite {
  const file = `.cache/reports/${project}.json`
  return {
    name: project,
    args: [
      bin('vitest/vitest.mjs'),
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${join(root, file)}`,
    ],
    report: { file, read: readVitestReport },
  }
}

function check(name: string, ...args: string[]): Suite {
  return { name, args, report: null }
}

/** All suites in the order in which they tell most for the least time. */
export function allSuites(root: string, browser: string | null): Suite[] {
  const e2eReport = '.cache/reports/e2e.json'
  return [
    check('lint', bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'),
    check('types', bin('typescript/bin/tsc'), '-b'),
    check('boundaries', 'scripts/boundaries/check.ts'),
    vitest(root, 'unit'),
    check('build', 'scripts/launch/build.ts'),
    vitest(root, 'integration'),
    {
      name: 'e2e',
      args: [bin('@playwright/test/cli.js'), 'test', '--config', 'e2e/playwright.config.ts'],
      report: { file: e2eReport, read: readPlaywrightReport },
      env: {
        PLAYWRIGHT_JSON_OUTPUT_FILE: join(root, e2eReport),
        ...(browser ? { SLUICE_CHROMIUM: browser } : {}),
      },
    },
  ]
}

/** Runs one suite to its end, its deadline or the signal. A suite that reports no test at all has failed. */
export async function runSuite(root: string, suite: Suite, signal: AbortSignal): Promise<SuiteResult> {
  const started = performance.now()
  if (suite.report) {
    mkdirSync(dirname(join(root, suite.report.file)), { recursive: true })
    rmSync(join(root, suite.report.file), { force: true })
  }
  const ended = await run(root, suite, signal)
  return { ...judge(root, suite, ended), ms: performance.now() - started }
}

function judge(
  root: string,
  suite: Suite,
  { code, output }: { code: number | null; output: string },
): { tally: Tally; output: string } {
  if (!suite.report)
    return { tally: { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }, output }
  try {
    const tally = suite.report.read(readFileSync(join(root, suite.report.file), 'utf8'))
    const silentFailure = tally.failed === 0 && (code !== 0 || tally.passed === 0)
    return { tally: silentFailure ? { ...tally, failed: 1 } : tally, output }
  } catch (error) {
    const reason = `The report of this suite (${suite.report.file}) could not be read: ${String(error)}`
    return { tally: { passed: 0, failed: 1, skipped: 0 }, output: `${output}\n${reason}` }
  }
}

function run(
  root: string,
  suite: Suite,
  signal: AbortSignal,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, suite.args, {
      cwd: root,
      env: { ...process.env, ...suite.env, FORCE_COLOR: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: MINUTES_MAX * 60_000,
      signal,
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output = (output + text).slice(-200_000)
      })
    }
    child.on('error', (error) => resolve({ code: 1, output: `${output}\n${error.message}` }))
    child.on('close', (code) => resolve({ code, output }))
  })
}
