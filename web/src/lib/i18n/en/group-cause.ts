import { type CauseFacts, causeSentence } from '@sluice/shared/groups-sentence'
import { type BriefFacts, causeBrief } from './cause-brief.ts'

/** What is the matter with a group or a partition, and why. */
export const groupCause = {
  sentence: ({ cause, now }: CauseFacts) => causeSentence(cause, now),
  /** For a row that says the state already. */
  brief: (facts: BriefFacts) => causeBrief(facts),
}
