import { Environment } from '@marcbachmann/cel-js'
import { CEL_VARIABLES } from '@sluice/shared/messages-cel-words'
import { addMixedArithmetic } from './cel-numbers.ts'
import { EXPRESSION_LIMITS } from './expression-limits.ts'
import { JsonReader } from './json-reader.ts'
import { addLinearMatch } from './linear-match.ts'
import { OpaqueBytes } from './opaque-bytes.ts'
import { WHOLE } from './value-shape.ts'

const TIMESTAMP = 'google.protobuf.Timestamp'
/** What a Date can hold. Kafka's timestamps may lie beyond it. */
export const DATE_MS_MAX = 8.64e15

/** CEL as filters speak it: nothing of the host can be reached from it. */
export function createEnvironment(): Environment {
  const env = new Environment({ homogeneousAggregateLiterals: false, limits: EXPRESSION_LIMITS.syntax })
  for (const [name, type] of Object.entries(CEL_VARIABLES)) env.registerVariable(name, type)
  OpaqueBytes.addTo(env)
  addMixedArithmetic(env)
  addLinearMatch(env)
  env.registerFunction('string.lower(): string', (text: string) => text.toLowerCase())
  env.registerFunction('string.upper(): string', (text: string) => text.toUpperCase())
  env.registerFunction(`timestamp(double): ${TIMESTAMP}`, (seconds: number) => dateOf(seconds * 1000))
  env.registerFunction(`millis(double): ${TIMESTAMP}`, (ms: number) => dateOf(ms))
  env.registerFunction(`millis(int): ${TIMESTAMP}`, (ms: bigint) => dateOf(Number(ms)))
  const reader = new JsonReader()
  env.registerFunction('json(string): dyn', (text: string) => {
    const bytes = Buffer.from(`${text}\0`)
    return reader.parse(bytes, 0, bytes.length - 1, WHOLE)
  })
  return env
}

function dateOf(ms: number): Date {
  if (Math.abs(ms) <= DATE_MS_MAX) return new Date(ms)
  throw new Error('This time is beyond what can be compared.')
}
