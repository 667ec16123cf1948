import type { ASTNode } from '@marcbachmann/cel-js'
import type { CelFault } from '@sluice/shared/messages-cel'
import { CEL_VARIABLES, type CelFaultCode } from '@sluice/shared/messages-cel-words'
import { nearest } from '@sluice/shared/nearest'
import { EXPRESSION_LIMITS } from './expression-limits.ts'

interface Said {
  code: CelFaultCode
  message: string
  found?: string | null
  suggestion?: string | null
}

/** What the library throws, of which only this much is relied on. */
export interface LibraryFault {
  code: string
  summary: string
  range?: { start: number; end: number } | undefined
}

export function isLibraryFault(error: unknown): error is LibraryFault {
  return error instanceof Error && 'summary' in error && 'code' in error
}

/** A fault with its place in the text: positions beyond it are moved to its end. */
export function faultAt(source: string, start: number, end: number, said: Said): CelFault {
  const from = Math.min(Math.max(start, 0), source.length)
  const before = source.slice(0, from)
  return {
    code: said.code,
    message: said.message,
    start: from,
    end: Math.max(from, Math.min(end, source.length)),
    line: before.split('\n').length,
    column: from - before.lastIndexOf('\n'),
    found: said.found ?? null,
    suggestion: said.suggestion ?? null,
  }
}

/** What the library found wrong, in plain words. */
export function explain(source: string, error: LibraryFault): CelFault {
  const { start, end } = error.range ?? { start: 0, end: source.length }
  return faultAt(source, start, end, said(source, error, start, end))
}

function said(source: string, { code, summary }: LibraryFault, start: number, end: number): Said {
  const found = source.slice(start, end)
  switch (code) {
    case 'unknown_variable':
      return unknownName(found)
    case 'no_such_overload':
      return kinds(kindsIn(summary))
    case 'no_matching_overload':
      return { code: 'arguments', message: `${kindsIn(summary)} does not take what it is given here.`, found }
    case 'unterminated_string':
      return { code: 'open-text', message: 'This text has no closing quote.' }
    case 'invalid_logical_operand':
    case 'invalid_condition_type':
      return kinds(kindsIn(summary))
    default:
      return /^Exceeded|limit/i.test(summary) ? tooLarge() : misplaced(source, summary, found, start)
  }
}

function unknownName(name: string): Said {
  const suggestion = nearest(name, Object.keys(CEL_VARIABLES))
  const hint =
    suggestion === null
      ? `An expression can name ${Object.keys(CEL_VARIABLES).join(', ')}; a text needs quotes, a field is value.${name}.`
      : `Did you mean "${suggestion}"?`
  return {
    code: 'unknown-name',
    message: `There is nothing called "${name}". ${hint}`,
    found: name,
    suggestion,
  }
}

function kinds(found: string): Said {
  return { code: 'kinds', message: `These kinds do not go together: ${found}.`, found }
}

export function tooLarge(): Said {
  const { maxAstNodes } = EXPRESSION_LIMITS.syntax
  return { code: 'too-large', message: `The expression is too large: ${maxAstNodes} parts are the most.` }
}

/** The words of other languages, and what CEL has instead. */
const OPERATORS: Record<string, string> = {
  and: '&&',
  or: '||',
  not: '!',
  '&': '&&',
  '|': '||',
  is: '==',
  like: '.contains()',
}

function misplaced(source: string, summary: string, found: string, start: number): Said {
  if (/EOF/.test(summary))
    return { code: 'ends-early', message: 'The expression ends too early: something is missing here.' }
  if (source[start] === '=') {
    return { code: 'single-equals', message: 'Two are compared by "==".', found: '=', suggestion: '==' }
  }
  const word = /^\w+|^[^\s\w]/.exec(source.slice(start))?.[0] ?? found
  const suggestion = OPERATORS[word.toLowerCase()] ?? null
  if (suggestion === null)
    return { code: 'unexpected', message: `"${word}" does not belong here.`, found: word }
  return {
    code: 'word-operator',
    message: `CEL writes "${suggestion}" for "${word}".`,
    found: word,
    suggestion,
  }
}

/** What the library says after its own words, without its names for kinds. */
export function kindsIn(summary: string): string {
  return summary
    .replace(/^(no such overload: |found no matching overload for )/, '')
    .replaceAll(/google\.protobuf\.(\w+)/g, (_, name: string) => name.toLowerCase())
    .replaceAll(/dyn<(\w+)>/g, '$1')
    .replaceAll('matchesLinearly', 'matches')
}

/** Where the name of a called function stands. */
export function nameRange(
  source: string,
  node: ASTNode & { op: 'call' | 'rcall' },
): { start: number; end: number } {
  const [name] = node.args
  const from = node.op === 'rcall' ? node.args[1].end : node.start
  const at = source.indexOf(name, from)
  return at === -1 ? { start: node.start, end: node.end } : { start: at, end: at + name.length }
}
