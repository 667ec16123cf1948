import { trap } from './en/replay-traps.ts'
import { replays } from './en/replays.ts'
import { republish } from './en/republish.ts'
import { addEnglish, type LaterWords } from './first-words.ts'

const replayWords = { replays, republish, trap } satisfies Partial<LaterWords>

// Whoever imports this file can say them: the pages of jobs, whose script they travel with.
addEnglish(replayWords)
