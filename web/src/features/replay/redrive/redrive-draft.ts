import type { RecordPlace } from '@sluice/shared/replay'
import { DEFAULT_DRAFT, type ReplayDraft } from '../plan/draft.ts'
import { letterId } from './letter-choice.ts'

/** Values written by hand, by `partition:offset`; null is Kafka’s null. */
export type LetterEdits = ReadonlyMap<string, string | null>

interface Redrive {
  topic: string
  name: string
  records: readonly RecordPlace[]
  edits: LetterEdits
}

/** The re-publication that sends dead letters back to where they came from. */
export function redriveDraft({ topic, name, records, edits }: Redrive): ReplayDraft {
  const changed = records.flatMap((place) => {
    const data = edits.get(letterId(place))
    if (data === undefined) return []
    return [{ ...place, value: data === null ? null : { encoding: isJson(data) ? 'json' : 'utf8', data } }]
  })
  return {
    ...DEFAULT_DRAFT,
    topics: [topic],
    name,
    records,
    target: 'origin',
    strip: 'dead-letter',
    edits: changed.length === 0 ? '' : JSON.stringify(changed),
  }
}

export function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
