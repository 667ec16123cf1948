import { filterOf } from '@sluice/shared/messages-find'
import { type MouseEvent, useCallback, useEffect, useMemo, useRef } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { type EventPlace, type PlayEvent, type PlaySpan, samePlace } from '#lib/play-engine.ts'
import { SplitPanes } from '#ui/split-panes.tsx'
import { EventList } from './event-list.tsx'
import { FindRow } from './find-row.tsx'
import { LaneView } from './lane-view.tsx'
import type { PlayUrl } from './play-link.ts'
import type { PlayParts } from './play-parts.ts'
import { PlayStatus } from './play-status.tsx'
import { ScrubStrip } from './scrub-strip.tsx'
import { TransportBar } from './transport-bar.tsx'
import { useLinkedClock } from './use-linked-clock.ts'
import { useMatches } from './use-matches.ts'
import type { ChangePlayUrl } from './use-play-url.ts'
import type { Playback } from './use-playback.ts'

interface PlayViewProps {
  cluster: string
  playback: Playback
  url: PlayUrl
  parts: PlayParts
  onChange: ChangePlayUrl
  /** Reads the range anew, with what was written since. */
  onAgain: () => void
}

/** The player: its controls, the range by time, events in lanes, and as a list in step. */
export function PlayView({ cluster, playback, url, parts, onChange, onAgain }: PlayViewProps) {
  const { t } = useText()
  const { engine, range } = playback
  const { query, lanes, record } = url
  const topics = useMemo(() => query.topics ?? [], [query.topics])
  const filter = filterOf(query.find, query.cel) ?? null
  const matches = useMatches(playback, filter)
  useLinkedClock(engine, onChange)
  const onMatch = filter === null ? null : matches.jump
  const open = useCallback(
    (place: EventPlace | null) => onChange({ record: place }, { replace: true }),
    [onChange],
  )
  useFollowedRecord(playback, record, open)
  const chooseRange = ({ from, to }: PlaySpan) =>
    onChange({
      query: { ...query, start: { kind: 'time', ms: from }, end: { kind: 'time', ms: to } },
      at: null,
    })
  const openEvent = useCallback(({ message }: PlayEvent) => open(placeOf(message)), [open])

  return (
    <SplitPanes
      id="play"
      resizeLabel={t('ui.resize')}
      side={record === null ? null : parts.renderRecord(record, open)}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: only decides where the focus stays after a press on a button */}
      <div className="flex h-full flex-col" onMouseDown={leaveFocus}>
        <TransportBar engine={engine} onMatch={onMatch} />
        <ScrubStrip engine={engine} range={range} onRange={chooseRange} />
        <FindRow
          cluster={cluster}
          url={url}
          parts={parts}
          searching={matches.searching}
          onJump={onMatch}
          onChange={onChange}
        />
        <div className="flex max-h-[46%] min-h-0 shrink-0 flex-col">
          <LaneView
            engine={engine}
            kind={lanes}
            topics={topics}
            matches={matches.marked}
            selected={record}
            onLook={matches.look}
            onOpen={openEvent}
          />
        </div>
        <div className="min-h-0 flex-1">
          <EventList
            engine={engine}
            columns={parts.columns}
            topics={topics}
            narrow={record !== null}
            selected={record}
            onOpen={openEvent}
          />
        </div>
        <PlayStatus engine={engine} onAgain={onAgain} />
      </div>
    </SplitPanes>
  )
}

/** A press on a button with the pointer leaves the keys to the player: Space is then not that button once more. */
function leaveFocus(event: MouseEvent): void {
  if (!(event.target instanceof Element) || event.target.closest('button') === null) return
  event.preventDefault()
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
}

/** A record that is open follows the steps of the clock; what was opened by hand stays until the next one. */
function useFollowedRecord(
  { engine }: Playback,
  record: EventPlace | null,
  open: (place: EventPlace) => void,
): void {
  const shown = useRef(record)
  shown.current = record
  useEffect(() => {
    let moved = false
    const ends = [
      engine.onPlayed(() => {
        moved = true
      }),
      engine.subscribe(() => {
        const { current, phase } = engine.snapshot()
        // What arrives while the clock stands is no step.
        if (!moved || phase !== 'paused' || current === null) return
        moved = false
        if (shown.current !== null && !samePlace(shown.current, current.message))
          open(placeOf(current.message))
      }),
    ]
    return () => {
      for (const end of ends) end()
    }
  }, [engine, open])
}

function placeOf({ topic, partition, offset }: EventPlace): EventPlace {
  return { topic, partition, offset }
}
