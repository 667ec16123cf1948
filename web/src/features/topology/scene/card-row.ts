import type { TopologyHealth } from '@sluice/shared/topology'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { Language } from '#lib/i18n/language.ts'

/** One line of a card: what it is at the left, its figure at the right, and how that does. */
export interface CardRow {
  left: string
  right: string | null
  tone: TopologyHealth | null
}

/** How words are found. */
export interface Wording {
  t: Translate
  language: Language
  now: number
}

/** Small figures on the borders of a card: what it holds beside itself, and neighbours left out on either side. */
export interface CardMarks {
  held: string | null
  before: string | null
  after: string | null
}
