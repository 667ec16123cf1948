import { useEffect, useRef, useState } from 'react'
import { type Draft, EMPTY_DRAFT, type RecordDraft } from './compose.ts'
import { keepDraft, readDraft, restoreDraft } from './draft-store.ts'

const KEEP_PAUSE_MS = 250

/** What stands in the form of a topic. It is kept while it is typed, and when the form goes. */
export function useCompose(cluster: string, topic: string) {
  const [slot] = useState(() => readDraft(cluster, topic))
  const [draft, setDraft] = useState(slot.draft)
  const [hasBefore, setHasBefore] = useState(slot.before !== null)
  const [kept, setKept] = useState(true)
  const latest = useRef(draft)
  latest.current = draft

  useEffect(() => {
    const timer = setTimeout(() => setKept(keepDraft(cluster, topic, draft)), KEEP_PAUSE_MS)
    return () => clearTimeout(timer)
  }, [cluster, topic, draft])
  useEffect(() => {
    const keepNow = () => void keepDraft(cluster, topic, latest.current)
    window.addEventListener('pagehide', keepNow)
    return () => {
      window.removeEventListener('pagehide', keepNow)
      keepNow()
    }
  }, [cluster, topic])

  return {
    draft,
    /** False where a reload would lose it. */
    kept,
    hasBefore,
    edit: (part: Partial<RecordDraft>) =>
      setDraft((current: Draft) => ({ ...current, record: { ...current.record, ...part } })),
    clear: () => setDraft(EMPTY_DRAFT),
    restore: () => {
      setDraft(restoreDraft(cluster, topic))
      setHasBefore(false)
    },
  }
}
