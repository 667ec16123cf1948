import { play } from './en/replay-play.ts'
import { addEnglish, type LaterWords } from './first-words.ts'

const playWords = { play } satisfies Partial<LaterWords>

// Whoever imports this file can say them: the views of play back, whose script they travel with.
addEnglish(playWords)
