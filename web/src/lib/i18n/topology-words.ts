import { topology } from './en/topology.ts'
import { addEnglish, type LaterWords } from './first-words.ts'

const topologyWords = { topology } satisfies Partial<LaterWords>

// Whoever imports this file can say them: the view of the topology, whose script they travel with.
addEnglish(topologyWords)
