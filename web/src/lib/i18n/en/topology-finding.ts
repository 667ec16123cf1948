import { plural } from '../plural.ts'

/** What is found in the topology as a whole. */
export const finding = {
  button: ({ n }: { n: string }) => `Findings ${n}`,
  title: 'Findings',
  close: 'Close the findings',
  key: 'Show the findings',
  none: 'Nothing worth telling was found.',
  noneYet: 'A loop, a topic without a reader or several writers of one topic would be told here.',
  more: ({ n }: { n: string }) => `Show ${n} more`,
  letGo: 'Light all again',
  notDrawn: 'Not drawn now: it is folded away, hidden, or left out.',
  needs: 'look at this',
  sure: ({ share }: { share: string }) => `${share} sure`,

  ofCycle: 'Loops',
  ofNoWriter: 'No known writer',
  ofNoReader: 'No known reader',
  ofWriters: 'Several writers',
  ofDeadLetters: 'Dead letters that nobody reads',
  ofChoreography: 'Choreographies',
  ofSaga: 'Sagas with a way back',
  ofCqrs: 'Read models (CQRS)',
  ofOutbox: 'Outboxes',
  ofMerge: 'Perhaps one and the same',

  cycle: ({ services }: { services: string }) =>
    `Records can come back to where they came from, by way of ${services}`,
  noWriter: ({ topic, readers }: { topic: string; readers: number }) =>
    `Nobody is known to write ${topic}${readers === 0 ? '' : `; it has ${readers} ${plural(readers, 'reader', 'readers')}`}`,
  noReader: ({ topic, writers }: { topic: string; writers: number }) =>
    `Nobody is known to read ${topic}${writers === 0 ? '' : `; it has ${writers} ${plural(writers, 'writer', 'writers')}`}`,
  writers: ({ topic, writers }: { topic: string; writers: string }) => `${topic} is written by ${writers}`,
  deadLetters: ({ topic }: { topic: string }) =>
    `Dead letters arrive in ${topic}, and nobody is known to read it`,
  choreography: ({ services, steps }: { services: string; steps: number }) =>
    `${services} react to each other’s events in ${steps} ${plural(steps, 'step', 'steps')}; none of them conducts`,
  saga: ({ failure, by, compensates }: { failure: string; by: string; compensates: string }) =>
    `When ${by} writes ${failure}, ${compensates} takes its step back`,
  cqrs: ({ state, by, from }: { state: string; by: string; from: string }) =>
    `${by} makes ${state}, a state to be read, out of ${from}`,
  outbox: ({ topic, writers }: { topic: string; writers: string }) =>
    writers === '' ? `${topic} is an outbox` : `${topic} is an outbox, written by ${writers}`,
  bypassed: ({ topic, writers }: { topic: string; writers: string }) =>
    `${topic} is an outbox, and ${writers} write it: only its relay should`,
  merge: ({ one, other }: { one: string; other: string }) => `${one} and ${other} may be one and the same`,
}
