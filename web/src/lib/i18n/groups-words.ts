import { groupCause } from './en/group-cause.ts'
import { groupStore } from './en/group-store.ts'
import { groups } from './en/groups.ts'
import { addEnglish, type LaterWords } from './first-words.ts'

const groupsWords = { groups, groupCause, groupStore } satisfies Partial<LaterWords>

// Whoever imports this file can say them: the views of groups, whose script they travel with.
addEnglish(groupsWords)
