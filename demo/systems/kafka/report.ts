/** Where a system says what goes on: one line each. */
export type Report = (level: 'info' | 'warn' | 'error', message: string, details?: object) => void

/** One JSON object a line on stderr, under the system's name. */
export function reportToStderr(system: string): Report {
  return (level, message, details = {}) => {
    const line = { time: new Date().toISOString(), level, system, message, ...details }
    process.stderr.write(`${JSON.stringify(line)}\n`)
  }
}
