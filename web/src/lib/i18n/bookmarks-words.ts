import { bookmarks } from './en/bookmarks.ts'
import { addEnglish, type LaterWords } from './first-words.ts'

const bookmarksWords = { bookmarks } satisfies Partial<LaterWords>

// Whoever imports this file can say them: what shows bookmarks, whose script they travel with.
addEnglish(bookmarksWords)
