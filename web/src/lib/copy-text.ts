import { notify } from './notice.ts'

/** Copies, and says how it went where no button stands that could show it. */
export async function copyText(text: string, words: { done: string; refused: string }): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    notify(words.done)
  } catch {
    // Without a secure context there is no clipboard at all: to the reader that is the same refusal.
    notify(words.refused, 'trouble')
  }
}
