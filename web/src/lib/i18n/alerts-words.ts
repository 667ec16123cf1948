import { alerts } from './en/alerts.ts'
import { addEnglish, type LaterWords } from './first-words.ts'

const alertsWords = { alerts } satisfies Partial<LaterWords>

// Whoever imports this file can say them: the view of alerts, whose script they travel with.
addEnglish(alertsWords)
