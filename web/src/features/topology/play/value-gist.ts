import type { Message } from '@sluice/shared/messages'
import { leavesOf, textOf } from './saga.ts'

const LEAVES = 3
const LEAF_MAX = 40
const TEXT_MAX = 90
const INSTANT = /^\d{4}-\d\d-\d\dT/

/** What a value says in a few words: its first fields that are neither its key, nor its time, nor the name of its topic again. */
export function valueGist(message: Message): string | null {
  const { value, topic } = message
  if (value === null) return null
  const key = textOf(message.key)
  const words = leavesOf(message).filter(
    ({ text }) => text !== '' && text !== key && !INSTANT.test(text) && !topic.endsWith(text),
  )
  if (words.length > 0)
    return words
      .slice(0, LEAVES)
      .map(({ steps, text }) => `${steps.at(-1) ?? ''} ${shortened(text, LEAF_MAX)}`.trim())
      .join(' · ')
  const text = textOf(value)?.trim().replace(/\s+/g, ' ')
  return text === undefined || text === '' ? null : shortened(text, TEXT_MAX)
}

const shortened = (text: string, most: number): string =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text
