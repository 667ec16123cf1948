import type { ProducedRecord, ProduceRecord } from '@sluice/shared/messages-produce'
import { useState } from 'react'
import { ApiError } from '#api/api-error.ts'
import { newKey } from '#lib/new-key.ts'
import { previewRecord, writeRecord } from '../produce.queries.ts'

/** What was asked for and what the server says of it. */
export interface Review {
  record: ProduceRecord
  preview: ProducedRecord
  /** One for each decision to write: sending it again under the same key is still one write. */
  key: string
  error: unknown
}

export type Writing =
  | { at: 'form'; error: unknown }
  | { at: 'checking' }
  | { at: 'review'; review: Review }
  | { at: 'writing'; review: Review }

export interface Written {
  partition: number
  offset: string
}

/** The way from the form to the log: checked by the server, confirmed, written. */
export function useWriting(cluster: string, topic: string) {
  const [state, setState] = useState<Writing>({ at: 'form', error: null })
  const [written, setWritten] = useState<Written | null>(null)

  const check = async (record: ProduceRecord) => {
    setWritten(null)
    setState({ at: 'checking' })
    try {
      const { records } = await previewRecord(cluster, topic, record)
      const [preview] = records
      if (preview === undefined) throw new Error('The server checked no record')
      setState({ at: 'review', review: { record, preview, key: newKey(), error: null } })
    } catch (error) {
      setState({ at: 'form', error })
    }
  }

  const write = async (review: Review) => {
    // After an unknown end the old key would only tell the same again: this is a second write, and meant.
    const key = isUnknown(review.error) ? newKey() : review.key
    setState({ at: 'writing', review })
    try {
      const { records } = await writeRecord(cluster, topic, review.record, key)
      const [done] = records
      if (done?.offset == null || done.partition === null) throw new Error('The server wrote no record')
      setWritten({ partition: done.partition, offset: done.offset })
      setState({ at: 'form', error: null })
    } catch (error) {
      setState({ at: 'review', review: { ...review, key, error } })
    }
  }

  return { state, written, check, write, back: () => setState({ at: 'form', error: null }) }
}

/** The message may be in the log although no good answer came. */
export function isUnknown(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'WRITE_UNKNOWN'
}

const DOUBTFUL: ReadonlySet<string> = new Set(['SERVER_UNREACHABLE', 'ANSWER_NOT_UNDERSTOOD', 'INTERNAL'])

/** Sluice itself did not say what became of it. It knows the key, and does not write the same twice. */
export function isDoubtful(error: unknown): boolean {
  return error !== null && (!(error instanceof ApiError) || DOUBTFUL.has(error.code))
}
