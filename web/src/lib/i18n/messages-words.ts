import { across } from './en/across.ts'
import { cel } from './en/cel.ts'
import { columns } from './en/columns.ts'
import { compare } from './en/compare.ts'
import { coverage } from './en/coverage.ts'
import { exporting } from './en/exporting.ts'
import { fate } from './en/fate.ts'
import { find } from './en/find.ts'
import { histogram } from './en/histogram.ts'
import { inspect } from './en/inspect.ts'
import { lookup } from './en/lookup.ts'
import { messages } from './en/messages.ts'
import { produce } from './en/produce.ts'
import { range } from './en/range.ts'
import { tail } from './en/tail.ts'
import { addEnglish, type LaterWords } from './first-words.ts'

const messagesWords = {
  across,
  cel,
  columns,
  compare,
  coverage,
  exporting,
  fate,
  find,
  histogram,
  inspect,
  lookup,
  messages,
  produce,
  range,
  tail,
} satisfies Partial<LaterWords>

// Whoever imports this file can say them: the view of messages, whose script they travel with.
addEnglish(messagesWords)
