import type { MessageFilter } from '@sluice/shared/messages'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { describeError } from '#lib/describe-error.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { notify } from '#lib/notice.ts'
import type { PlaySpan } from '#lib/play-engine.ts'
import { placeKey } from './lane-stage.ts'
import { findMatch, type MatchSearch, matchesIn } from './match-finder.ts'
import type { Playback } from './use-playback.ts'

/** What is in sight changes with each event that arrives; a search for each would be one too many. */
const PAUSE_MS = 250
const NONE: ReadonlySet<string> = new Set()

export interface Matches {
  /** Those in sight, by their places. */
  marked: ReadonlySet<string>
  jump: (by: 1 | -1) => void
  searching: boolean
  /** The page shows another stretch. */
  look: (span: PlaySpan) => void
}

/** Events that a filter finds: those in sight are marked, the next one is jumped to. */
export function useMatches({ engine, range, ask, open }: Playback, filter: MessageFilter | null): Matches {
  const { t } = useText()
  const key = JSON.stringify(filter)
  const search = useMemo<MatchSearch | null>(() => {
    const read: MessageFilter | null = JSON.parse(key)
    return read && { open, ask, filter: read, range }
  }, [open, ask, range, key])
  const [span, look] = useState<PlaySpan | null>(null)
  const [marked, setMarked] = useState(NONE)
  const [searching, setSearching] = useState(false)
  const jumping = useRef<AbortController | null>(null)
  const [from, to] = [Math.floor(span?.from ?? 0), Math.ceil(span?.to ?? 0)]

  useEffect(() => {
    if (search === null || to <= from) return setMarked(NONE)
    const run = new AbortController()
    const timer = setTimeout(() => {
      matchesIn(search, { from, to }, run.signal).then(
        (found) => setMarked(new Set(found.map(placeKey))),
        (error) => {
          if (!run.signal.aborted) notify(t('play.matchFailed', { reason: reasonOf(error) }), 'trouble')
        },
      )
    }, PAUSE_MS)
    const reasonOf = (error: unknown) => describeError(error, t).headline
    return () => {
      clearTimeout(timer)
      run.abort()
    }
  }, [search, from, to, t])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another search ends the one before
  useEffect(() => () => jumping.current?.abort(), [search])

  const jump = useCallback(
    (by: 1 | -1) => {
      if (search === null) return
      jumping.current?.abort()
      const run = new AbortController()
      jumping.current = run
      engine.pause()
      setSearching(true)
      const { current } = engine.snapshot()
      findMatch(search, { at: engine.now(), current }, by, run.signal)
        .then(
          (event) => {
            if (run.signal.aborted) return
            if (event === null) notify(t(by > 0 ? 'play.noMatchOn' : 'play.noMatchBack'))
            else engine.seekEvent(event)
          },
          (error) => {
            if (!run.signal.aborted)
              notify(t('play.matchFailed', { reason: describeError(error, t).headline }), 'trouble')
          },
        )
        .finally(() => jumping.current === run && setSearching(false))
    },
    [search, engine, t],
  )
  return { marked, jump, searching, look }
}
