import { type CauseFacts, causeSentence } from '@sluice/shared/groups-sentence'

/** What is the matter with a group or a partition, and why. */
export const groupCause = {
  sentence: ({ cause, now }: CauseFacts) => causeSentence(cause, now),
}
