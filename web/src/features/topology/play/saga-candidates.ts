import type { Message } from '@sluice/shared/messages'
import { isOf, leavesOf, type Saga, type SagaMark, sagaText, textOf, traceOf } from './saga.ts'

/** A story that records at hand suggest, with how much of it was seen. */
export interface SagaCandidate {
  saga: Saga
  events: number
  topics: number
}

/** Headers and fields that services give to all that belongs together, by their names without marks between words. */
const COMMON =
  /^(?:x)?(?:correlation|conversation|saga|trace|request|process|order|transaction|flow)(?:id)?$|^traceparent$|^kafkacorrelationid$|^mtconversationid$|^b3$/
const ID = /(?:^|[a-z_-])(?:id|Id|ID|uuid|key|number|no)$/
const LOOKED_AT = 400
const CANDIDATES_MAX = 24

/** What could be followed: marks that several events share come first, those of several topics before all. */
export function sagaCandidates(messages: readonly Message[]): SagaCandidate[] {
  const found = new Map<string, { saga: Saga; events: number; topics: Set<string> }>()
  const note = (mark: SagaMark, value: string, topic: string): void => {
    if (value === '' || value.length > 200) return
    const saga = { mark, value }
    const text = sagaText(saga)
    const known = found.get(text) ?? { saga, events: 0, topics: new Set() }
    known.events++
    known.topics.add(topic)
    found.set(text, known)
  }
  const looked = messages.slice(-LOOKED_AT)
  for (const message of looked)
    for (const { mark, value } of sagasOf(message)) note(mark, value, message.topic)
  return [...found.values()]
    .filter(
      ({ saga: { mark, value } }) =>
        mark.by !== 'key' || !found.has(sagaText({ mark: { by: 'any' }, value })),
    )
    .sort(
      (a, b) => b.topics.size - a.topics.size || rank(a.saga.mark) - rank(b.saga.mark) || b.events - a.events,
    )
    .slice(0, CANDIDATES_MAX)
    .map(({ saga }) => seenOf(saga, looked))
}

/** What is named anywhere has more events than those that suggested it. */
function seenOf(saga: Saga, messages: readonly Message[]): SagaCandidate {
  const own = messages.filter((message) => isOf(message, saga))
  return { saga, events: own.length, topics: new Set(own.map(({ topic }) => topic)).size }
}

/** All that one record could be followed by. */
export function sagasOf(message: Message): Saga[] {
  const sagas: Saga[] = []
  const key = textOf(message.key)
  for (const { key: name, value } of message.headers) {
    const text = textOf(value)
    if (text === null || !COMMON.test(bare(name))) continue
    sagas.push({
      mark: { by: 'header', name },
      value: name.toLowerCase() === 'traceparent' ? traceOf(text) : text,
    })
  }
  if (key !== null && key !== '')
    sagas.push({ mark: { by: 'any' }, value: key }, { mark: { by: 'key' }, value: key })
  for (const { steps, text } of leavesOf(message)) {
    const name = steps.at(-1) ?? ''
    if (text !== key && (COMMON.test(bare(name)) || ID.test(name)))
      sagas.push({ mark: { by: 'path', steps }, value: text })
  }
  return sagas.filter(({ value }) => value.length <= 200 && value !== '')
}

const bare = (name: string): string => name.toLowerCase().replace(/[-_.\s]/g, '')
const RANKS: Record<SagaMark['by'], number> = { header: 0, any: 1, key: 2, path: 3 }
const rank = ({ by }: SagaMark): number => RANKS[by]

/** The story that a record is of, where nobody says by what: all that names its key, or else what it says of itself. */
export function storyOf(message: Message): Saga | null {
  const sagas = sagasOf(message)
  return sagas.find(({ mark }) => mark.by === 'any') ?? sagas[0] ?? null
}
