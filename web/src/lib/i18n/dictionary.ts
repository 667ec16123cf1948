import { cel } from './en/cel.ts'
import { clusters } from './en/clusters.ts'
import { columns } from './en/columns.ts'
import { compare } from './en/compare.ts'
import { coverage } from './en/coverage.ts'
import { errors } from './en/errors.ts'
import { exporting } from './en/exporting.ts'
import { find } from './en/find.ts'
import { histogram } from './en/histogram.ts'
import { inspect } from './en/inspect.ts'
import { lookup } from './en/lookup.ts'
import { messages } from './en/messages.ts'
import { produce } from './en/produce.ts'
import { range } from './en/range.ts'
import { shell } from './en/shell.ts'
import { topics } from './en/topics.ts'
import { ui } from './en/ui.ts'
import type { Translation } from './translation.ts'

/** English is the source: its keys and parameters are the type that every other language satisfies. */
export const english = {
  cel,
  shell,
  ui,
  errors,
  clusters,
  topics,
  messages,
  range,
  histogram,
  find,
  coverage,
  inspect,
  produce,
  columns,
  exporting,
  compare,
  lookup,
}

type Source = typeof english
export type Dictionary = { [Part in keyof Source]: Translation<Source[Part]> }

/** `topics.title`, `messages.run`, … */
export type TextKey = { [Part in keyof Source]: `${Part}.${keyof Source[Part] & string}` }[keyof Source]

type Leaf<Key extends TextKey> = Key extends `${infer Part extends keyof Source}.${infer Name}`
  ? Name extends keyof Source[Part]
    ? Source[Part][Name]
    : never
  : never

/** The parameters a key asks for: none for a plain text. */
type TextParams<Key extends TextKey> =
  Leaf<Key> extends (params: infer Params) => string ? [params: Params] : []

export type Translate = <Key extends TextKey>(key: Key, ...params: TextParams<Key>) => string

/** Builds `t` over one language. */
export function createTranslate(dictionary: Dictionary): Translate {
  return (key, ...params) => {
    const dot = key.indexOf('.')
    const part = dictionary[key.slice(0, dot) as keyof Dictionary] as Record<string, unknown>
    const text = part[key.slice(dot + 1)]
    return typeof text === 'function' ? text(...params) : String(text)
  }
}
