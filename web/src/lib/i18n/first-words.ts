import type { Dictionary } from './dictionary.ts'
import { clusters } from './en/clusters.ts'
import { errors } from './en/errors.ts'
import { shell } from './en/shell.ts'
import { topics } from './en/topics.ts'
import { transactions } from './en/transactions.ts'
import { ui } from './en/ui.ts'

/** What the first view can say. */
const firstWords = { clusters, errors, shell, topics, transactions, ui }

export type LaterWords = Omit<Dictionary, keyof typeof firstWords>

/** English as far as it has been fetched: a view that is fetched later brings its words along. */
export const fetchedEnglish = firstWords as Partial<LaterWords> & typeof firstWords as Dictionary

export function addEnglish(words: Partial<LaterWords>): void {
  Object.assign(fetchedEnglish, words)
}
