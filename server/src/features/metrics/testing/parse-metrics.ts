interface ParsedMetrics {
  /** Value by series, as it stands in the text. */
  samples: Map<string, string>
  types: Map<string, string>
}

const NAME = '[a-zA-Z_:][a-zA-Z0-9_:]*'
const LABEL = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\[\\\\"n])*"'
const SAMPLE = new RegExp(
  `^((${NAME})(?:\\{${LABEL}(?:,${LABEL})*\\})?) (-?\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?)$`,
)
const HEADER = new RegExp(`^# (HELP|TYPE) (${NAME}) (.+)$`)
const TYPES = new Set(['counter', 'gauge', 'histogram', 'summary', 'untyped'])

/**
 * Reads text format 0.0.4 by its grammar, stricter than Prometheus: each metric is headed by HELP and TYPE once, its
 * series follow at once, no series stands twice, and no value is NaN or infinite.
 */
export function parseMetrics(text: string): ParsedMetrics {
  const samples = new Map<string, string>()
  const types = new Map<string, string>()
  let current = ''
  let helped = ''
  if (!text.endsWith('\n')) throw new Error('the last line does not end')
  for (const line of text.slice(0, -1).split('\n')) {
    const header = HEADER.exec(line)
    if (header !== null) {
      const [, kind, name = '', rest = ''] = header
      if (kind === 'HELP') helped = name
      else {
        if (helped !== name) throw new Error(`no HELP before: ${line}`)
        if (types.has(name)) throw new Error(`named twice: ${line}`)
        if (!TYPES.has(rest)) throw new Error(`no type: ${line}`)
        types.set(name, rest)
        current = name
      }
      continue
    }
    const sample = SAMPLE.exec(line)
    if (sample === null) throw new Error(`is no line of the format: ${line}`)
    const [, series = '', name = '', value = ''] = sample
    const parts = types.get(current) === 'histogram' || types.get(current) === 'summary'
    if (name !== current && !(parts && name.startsWith(`${current}_`)))
      throw new Error(`does not stand under its metric: ${line}`)
    if (samples.has(series)) throw new Error(`stands twice: ${line}`)
    if (types.get(name) === 'counter' && value.startsWith('-')) throw new Error(`counts down: ${line}`)
    samples.set(series, value)
  }
  return { samples, types }
}
