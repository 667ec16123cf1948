import { redrive } from './en/redrive.ts'
import { addEnglish, type LaterWords } from './first-words.ts'

const redriveWords = { redrive } satisfies Partial<LaterWords>

// Whoever imports this file can say them: what shows dead letters, whose script they travel with.
addEnglish(redriveWords)
