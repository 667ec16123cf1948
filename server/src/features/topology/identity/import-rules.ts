import {
  IDENTITY_RULES_MAX,
  type IdentityImport,
  type IdentityImported,
  IdentityRule,
} from '@sluice/shared/topology-identity'
import { LineCounter, parseAllDocuments } from 'yaml'
import { AppError } from '#http/app-error.ts'
import { readAsyncApi } from './read-asyncapi.ts'
import { readBackstage } from './read-backstage.ts'

const DOCUMENTS_MAX = 2_000
const ALIASES_MAX = 50
const IGNORED_MAX = 500
/** Looking for keys that stand twice compares each with each: tens of thousands of them would hold up everybody. */
const YAML = { uniqueKeys: false } as const

/** Makes rules of a file. Throws `BAD_REQUEST` with the line where it cannot be read. */
export function importRules({ format, text }: IdentityImport): IdentityImported {
  const documents = parseFile(text)
  const found: IdentityImported = { rules: [], ignored: [] }
  for (const document of documents) {
    const { rules, ignored } = readDocument(format, document)
    found.rules.push(...rules)
    found.ignored.push(...ignored)
  }
  if (found.rules.length > IDENTITY_RULES_MAX)
    throw unreadable(
      `The file makes ${found.rules.length} rules; a cluster has ${IDENTITY_RULES_MAX} at most.`,
    )
  const more = found.ignored.length - IGNORED_MAX
  if (more > 0) {
    found.ignored.length = IGNORED_MAX
    found.ignored.push({ what: `${more} more`, why: 'Only the first are told of.' })
  }
  return found
}

function readDocument(format: IdentityImport['format'], document: unknown): IdentityImported {
  if (format === 'backstage') return readBackstage(document)
  if (format === 'asyncapi') return readAsyncApi(document)
  const rules = Array.isArray(document) ? document : (document as { rules?: unknown } | null)?.rules
  if (!Array.isArray(rules)) throw unreadable('The file holds no list of "rules".')
  const read: IdentityImported = { rules: [], ignored: [] }
  for (const [at, rule] of rules.entries()) {
    const parsed = IdentityRule.safeParse(rule)
    if (parsed.success) read.rules.push(parsed.data)
    else {
      const [issue] = parsed.error.issues
      const where = issue?.path.length ? `${issue.path.join('.')} ` : ''
      read.ignored.push({ what: `Rule ${at + 1}`, why: `${where}${issue?.message ?? 'is no rule'}` })
    }
  }
  return read
}

/** JSON is YAML, too, and YAML says in which line a fault is. */
function parseFile(text: string): unknown[] {
  const lineCounter = new LineCounter()
  const documents = parseAllDocuments(text, { ...YAML, lineCounter, prettyErrors: false })
  if (!Array.isArray(documents) || documents.length === 0) throw unreadable('The file is empty.')
  if (documents.length > DOCUMENTS_MAX)
    throw unreadable(`The file holds more than ${DOCUMENTS_MAX} documents. Import it in parts.`)
  return documents.map((document) => {
    const [error] = document.errors
    if (error !== undefined) {
      const { line, col } = lineCounter.linePos(error.pos[0])
      // Said by the engine, not by YAML: lists within lists, without end.
      const why = /call stack/i.test(error.message) ? 'It is nested too deeply here.' : error.message
      throw unreadable(`Line ${line}, column ${col}: ${why}`, { line, column: col })
    }
    try {
      return document.toJS({ maxAliasCount: ALIASES_MAX })
    } catch {
      throw unreadable('The file refers to parts of itself too often to be read.')
    }
  })
}

function unreadable(message: string, details?: Readonly<Record<string, unknown>>): AppError {
  return new AppError('BAD_REQUEST', message, details === undefined ? {} : { details })
}
