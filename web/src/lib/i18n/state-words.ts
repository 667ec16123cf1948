import { state } from './en/state.ts'
import { addEnglish, type LaterWords } from './first-words.ts'

const stateWords = { state } satisfies Partial<LaterWords>

// Whoever imports this file can say them: the state of a topic as of a point, whose script they travel with.
addEnglish(stateWords)
