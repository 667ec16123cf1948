import type { ASTNode, Environment, ParseResult } from '@marcbachmann/cel-js'
import type { CelFault } from '@sluice/shared/messages-cel'
import { nearest } from '@sluice/shared/nearest'
import { createEnvironment } from './cel-environment.ts'
import { EXPRESSION_LIMITS } from './expression-limits.ts'
import { macroOf, operandsOf } from './expression-tree.ts'
import { type ExpressionUsage, usageOf } from './expression-usage.ts'
import { explain, faultAt, isLibraryFault, nameRange } from './fault-words.ts'
import { FilterFault } from './filter-fault.ts'
import { compilePattern, LINEAR_MATCH } from './linear-match.ts'
import { requiredLiterals } from './required-literals.ts'

/** An expression that may be run: checked against all limits, its regular expressions on RE2. */
export interface CheckedExpression {
  source: string
  program: ParseResult
  usage: ExpressionUsage
  /** Texts that stand in every record for which it is true. */
  literals: readonly string[]
}

/** Names that are there but must not be called: bytes of CEL are held by no limit of a worker. */
const FORBIDDEN = new Set(['bytes', LINEAR_MATCH])

let environment: Environment | null = null
let functionNames: ReadonlySet<string> = new Set()

/** Made when first needed: most servers are started to look, not to filter. */
function environmentOnce(): Environment {
  if (environment === null) {
    environment = createEnvironment()
    const names = environment.getDefinitions().functions.map(({ name }) => name)
    functionNames = new Set([...names, 'matches', 'has', 'bind'].filter((name) => !FORBIDDEN.has(name)))
  }
  return environment
}

/** What an expression may give: a filter is true or false. */
export type Wanted = 'condition' | 'any'

/** Throws a {@link FilterFault} `FILTER_INVALID` with the place of the first mistake. */
export function checkExpression(source: string, wanted: Wanted = 'condition'): CheckedExpression {
  const fault = tooLong(source)
  if (fault !== null) throw invalid(fault)
  const env = environmentOnce()
  const program = parse(env, source)
  try {
    walk(source, program.ast, 0)
    const checked = { source, program, usage: usageOf(program.ast), literals: requiredLiterals(program.ast) }
    linearize(program.ast)
    const { valid, type = '', error } = program.check()
    if (!valid) throw error
    if (wanted === 'condition' && type !== 'bool' && type !== 'dyn') throw invalid(noCondition(source, type))
    return checked
  } catch (error) {
    throw understood(source, error)
  }
}

function parse(env: Environment, source: string): ParseResult {
  try {
    return env.parse(source)
  } catch (error) {
    throw understood(source, error)
  }
}

function understood(source: string, error: unknown): unknown {
  return isLibraryFault(error) ? invalid(explain(source, error)) : error
}

function tooLong(source: string): CelFault | null {
  if (source.trim() === '') {
    return faultAt(source, 0, source.length, { code: 'empty', message: 'There is no expression.' })
  }
  if (Buffer.byteLength(source) <= EXPRESSION_LIMITS.bytes) return null
  const start = Buffer.from(source).toString('utf8', 0, EXPRESSION_LIMITS.bytes).length
  const message = `The expression is too long: ${EXPRESSION_LIMITS.bytes} bytes are the most.`
  return faultAt(source, start, source.length, { code: 'too-long', message })
}

/** Before the library looks at kinds: unknown functions by name, patterns, and macros inside of macros. */
function walk(source: string, node: ASTNode, macros: number): void {
  if (node.op === 'call' || node.op === 'rcall') checkCall(source, node)
  const macro = macroOf(node)
  if (macro === null) {
    for (const operand of operandsOf(node)) walk(source, operand, macros)
    return
  }
  if (macros === EXPRESSION_LIMITS.nestedMacros) {
    const message = `"${macro.name}" stands inside of ${macros} others: that is one too many.`
    throw invalid(
      faultAt(source, ...ends(nameRange(source, node as Call)), {
        code: 'nested',
        message,
        found: macro.name,
      }),
    )
  }
  walk(source, macro.receiver, macros)
  for (const body of macro.bodies) walk(source, body, macros + 1)
}

type Call = ASTNode & { op: 'call' | 'rcall' }

function checkCall(source: string, node: Call): void {
  const [name] = node.args
  const place = ends(nameRange(source, node))
  if (!functionNames.has(name)) {
    const suggestion = nearest(name, functionNames)
    const hint = suggestion === null ? '' : ` Did you mean "${suggestion}"?`
    const message = `There is no function "${name}".${hint}`
    throw invalid(faultAt(source, ...place, { code: 'unknown-function', message, found: name, suggestion }))
  }
  if (name !== 'matches' || node.op !== 'rcall') return
  const [pattern] = node.args[2]
  if (pattern?.op !== 'value' || typeof pattern.args !== 'string') return
  try {
    compilePattern(pattern.args)
  } catch (error) {
    const { message } = error as Error
    throw invalid(faultAt(source, pattern.start, pattern.end, { code: 'pattern', message }))
  }
}

function ends({ start, end }: { start: number; end: number }): [number, number] {
  return [start, end]
}

/** Calls the linear match wherever the text says `matches`. */
function linearize(node: ASTNode): void {
  if (node.op === 'rcall' && node.args[0] === 'matches') node.args[0] = LINEAR_MATCH
  for (const operand of operandsOf(node)) linearize(operand)
}

function noCondition(source: string, type: string): CelFault {
  const message = `A filter must be true or false for a record; this is of kind ${type}. Compare it with something.`
  return faultAt(source, 0, source.length, { code: 'not-a-condition', message, found: type })
}

function invalid(fault: CelFault): FilterFault {
  const where =
    fault.line === 1 ? `at character ${fault.column}` : `in line ${fault.line} at character ${fault.column}`
  return new FilterFault('FILTER_INVALID', `The filter is wrong ${where}: ${fault.message}`, fault)
}
