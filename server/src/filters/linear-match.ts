import type { Environment } from '@marcbachmann/cel-js'
import { RE2JS, RE2JSException } from 're2js'

/** The name under which `matches` is called: the library's own one would backtrack, and cannot be replaced. */
export const LINEAR_MATCH = 'matchesLinearly'
const PATTERN_MAX = 1000
const KEPT_MAX = 100

/** Throws an error that says what is wrong with the pattern. */
export function compilePattern(pattern: string): RE2JS {
  if (pattern.length > PATTERN_MAX) throw new Error(`A pattern has at most ${PATTERN_MAX} characters.`)
  try {
    return RE2JS.compile(pattern)
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error
    throw new Error(`The pattern is not understood: ${error.message}`, { cause: error })
  }
}

/** `matches` by RE2: time grows with the length of the text, whatever the pattern. */
export function addLinearMatch(env: Environment): void {
  const compiled = new Map<string, RE2JS>()
  env.registerFunction(`string.${LINEAR_MATCH}(string): bool`, (text: string, pattern: string) => {
    let known = compiled.get(pattern)
    if (known === undefined) {
      known = compilePattern(pattern)
      if (compiled.size >= KEPT_MAX) compiled.clear()
      compiled.set(pattern, known)
    }
    return known.test(text)
  })
}
