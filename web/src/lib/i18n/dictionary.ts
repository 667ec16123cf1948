import type { english } from './english.ts'
import type { Translation } from './translation.ts'

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
