const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const
type LogLevel = (typeof LOG_LEVELS)[number]

type LogFields = Readonly<Record<string, unknown>>

/** One JSON object a line. `event` is a fixed kebab-case name; what varies goes into `fields`. `audit` is never left out. */
export type Log = Record<LogLevel | 'audit', (event: string, fields?: LogFields) => void>

export interface LogOptions {
  level: LogLevel
  write: (line: string) => void
  now?: () => Date
  /** Secret values that must never leave, whatever library put them into a message. */
  hidden?: readonly string[]
}

const TEXT_MAX = 8192
const DEPTH_MAX = 6
const SECRET_KEY = /passw|passphrase|secret|token|authorization|cookie|credential|private.?key/i
/** JSON leaves these as they are: DEL and C1 controls, line separators, and marks that turn text around. */
const UNSAFE = /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

export function createLog(options: LogOptions): Log {
  const { write, now = () => new Date(), hidden = [] } = options
  const lowest = LOG_LEVELS.indexOf(options.level)
  // A shorter value would blank ordinary words all over the log.
  const values = hidden.filter((value) => value.length >= 4)
  const scrub = (text: string): string =>
    values.reduce((rest, value) => rest.replaceAll(value, '[secret]'), text)
  const at =
    (level: LogLevel | 'audit') =>
    (event: string, fields: LogFields = {}): void => {
      if (level !== 'audit' && LOG_LEVELS.indexOf(level) < lowest) return
      const entry = { time: now().toISOString(), level, event, ...(plain(fields, 0, scrub) as object) }
      write(JSON.stringify(entry).replace(UNSAFE, escapeUnit))
    }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error'), audit: at('audit') }
}

function escapeUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}

/** A bounded copy that JSON can hold: errors opened up, big integers as text, secrets out. */
function plain(value: unknown, depth: number, scrub: (text: string) => string): unknown {
  if (typeof value === 'string') return scrub(clip(value))
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? undefined : value
  if (depth >= DEPTH_MAX) return '[deeper]'
  if (value instanceof Error) return plainError(value, depth, scrub)
  if ('toJSON' in value && typeof value.toJSON === 'function') return plain(value.toJSON(), depth + 1, scrub)
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => plain(item, depth + 1, scrub))
  const copy: Record<string, unknown> = {}
  for (const [key, item] of Object.entries(value).slice(0, 100))
    copy[key] = SECRET_KEY.test(key) ? '[secret]' : plain(item, depth + 1, scrub)
  return copy
}

function plainError(error: Error, depth: number, scrub: (text: string) => string): unknown {
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {}
  const cause = error.cause === undefined ? {} : { cause: plain(error.cause, depth + 1, scrub) }
  const stack = error.stack === undefined ? {} : { stack: scrub(clip(error.stack)) }
  return { name: error.name, message: scrub(clip(error.message)), ...code, ...stack, ...cause }
}

function clip(text: string): string {
  return text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX)}… (${text.length} characters)` : text
}
