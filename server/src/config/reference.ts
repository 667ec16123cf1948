import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'

/** Where a value stands that configuration only points to. */
export type Reference = { kind: 'env'; name: string } | { kind: 'file'; path: string }

export type Environment = Readonly<Record<string, string | undefined>>

/** Where references are looked up: variables, and the folder that relative paths start from. */
export interface ReferenceContext {
  env: Environment
  folder: string
}

const FILE_BYTES_MAX = 1 << 20
const WHOLE = /^\$?\{?(env|file):([^{}]+?)\}?$/
const INSIDE = /\$\{(env|file):([^{}]+)\}/g

/** Reads `${env:NAME}`, `${file:/path}` and, for shells, the same without `${}`; null where the text is none of them. */
export function parseReference(text: string): Reference | null {
  const match = WHOLE.exec(text.trim())
  const [, kind, target] = match ?? []
  if (target === undefined) return null
  return kind === 'env' ? { kind: 'env', name: target } : { kind: 'file', path: target }
}

/** The value pointed to. Throws an Error that names the reference and never the value. */
export function readReference(reference: Reference, { env, folder }: ReferenceContext): string {
  if (reference.kind === 'file') return readTextFile(resolve(folder, reference.path)).replace(/\r?\n$/, '')
  const value = env[reference.name]
  if (value === undefined || value === '') throw new Error(`the variable ${reference.name} is not set`)
  return value
}

/** Puts the values of all references inside a text in their places. */
export function expandReferences(text: string, context: ReferenceContext): string {
  return text.replace(INSIDE, (_, kind: string, target: string) =>
    readReference(kind === 'env' ? { kind, name: target } : { kind: 'file', path: target }, context),
  )
}

/** A small text file, or an Error that says what keeps it from being read. */
export function readTextFile(path: string): string {
  try {
    const { size } = statSync(path)
    if (size > FILE_BYTES_MAX) throw new Error(`it is larger than ${FILE_BYTES_MAX} bytes`)
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new Error(`cannot read ${path}: ${why(cause)}`, { cause })
  }
}

function why(cause: unknown): string {
  if (!(cause instanceof Error)) return 'unknown reason'
  const code = 'code' in cause ? cause.code : null
  if (code === 'ENOENT') return 'there is no such file'
  if (code === 'EACCES') return 'this user may not read it'
  if (code === 'EISDIR') return 'it is a folder'
  return cause.message
}
