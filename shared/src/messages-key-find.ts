import type { LinkReader } from './link-reader.ts'
import { isBase64, KEY_DATA_MAX, type KeyFilter } from './messages-key.ts'

/** How a key is given: as text or base64, or as one of the two that have no bytes. */
export const KEY_FORMS = ['text', 'base64', 'empty', 'null'] as const
export type KeyForm = (typeof KEY_FORMS)[number]

/** A key that messages must have, as it stands in a link and in its box. */
export interface KeyFind {
  form: KeyForm
  /** Of text and base64; otherwise it means nothing. */
  text: string
  /** In all partitions, not only where partitioners would have put it. */
  everywhere: boolean
}

export const DEFAULT_KEY: KeyFind = { form: 'text', text: '', everywhere: false }

/** Whether the form has bytes that are still to be typed. */
export const isTyped = (form: KeyForm): boolean => form === 'text' || form === 'base64'

/** Null for a box with nothing in it; a fault where what is in it stands for no bytes. */
export function readKeyFind(typed: KeyFind): { ok: true; key: KeyFind | null } | { ok: false } {
  const { form, text } = typed
  if (!isTyped(form)) return { ok: true, key: { ...typed, text: '' } }
  if (text === '') return { ok: true, key: null }
  const readable = form === 'base64' ? isBase64(text) : text.isWellFormed()
  return readable && text.length <= KEY_DATA_MAX ? { ok: true, key: typed } : { ok: false }
}

export function keyFilterOf({ form, text, everywhere }: KeyFind): KeyFilter {
  const partitions = everywhere ? 'all' : 'likely'
  if (form === 'null') return { data: null, encoding: 'utf8', partitions }
  return { data: form === 'empty' ? '' : text, encoding: form === 'base64' ? 'base64' : 'utf8', partitions }
}

/** `key=text:K-17`, `key=base64:AAE=`, `key=empty` and `key=null`, with `keyin=all` where it is to be looked for everywhere. */
export function readKeyParams(link: LinkReader): KeyFind | null {
  const everywhere = link.read('keyin', false, (text) =>
    ['likely', 'all'].includes(text) ? text === 'all' : null,
  )
  const key = link.read('key', null, readKey)
  return key && { ...key, everywhere }
}

export function writeKeyParams(key: KeyFind | null): { key: string | undefined; keyin: string | undefined } {
  if (key === null) return { key: undefined, keyin: undefined }
  return {
    key: isTyped(key.form) ? `${key.form}:${key.text}` : key.form,
    keyin: key.everywhere ? 'all' : undefined,
  }
}

function readKey(given: string): KeyFind | null {
  const colon = given.indexOf(':')
  const name = colon === -1 ? given : given.slice(0, colon)
  const form = KEY_FORMS.find((each) => each === name)
  if (form === undefined || isTyped(form) !== (colon !== -1)) return null
  const text = colon === -1 ? '' : given.slice(colon + 1)
  const read = readKeyFind({ ...DEFAULT_KEY, form, text })
  return read.ok ? read.key : null
}
