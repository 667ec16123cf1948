/** Where the system says what goes on: one line each. */
export type Report = (level: 'info' | 'warn' | 'error', message: string, details?: object) => void

/** One JSON object a line on stderr. */
export const reportToStderr: Report = (level, message, details = {}) => {
  const line = { time: new Date().toISOString(), level, system: 'library', message, ...details }
  process.stderr.write(`${JSON.stringify(line)}\n`)
}
