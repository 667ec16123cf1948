import { moving } from './en/moving.ts'
import { addEnglish, type LaterWords } from './first-words.ts'

const movingWords = { moving } satisfies Partial<LaterWords>

// Whoever imports this file can say them: what moves groups, whose script they travel with.
addEnglish(movingWords)
