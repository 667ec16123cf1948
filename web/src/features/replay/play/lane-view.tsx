import { type PointerEvent, useCallback, useEffect, useRef, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import type { EventPlace, PlayEngine, PlayEvent, PlaySpan } from '#lib/play-engine.ts'
import { spanShort } from '#lib/span-words.ts'
import { EventTip } from './event-tip.tsx'
import { LaneAxis } from './lane-axis.tsx'
import { LaneLabels } from './lane-labels.tsx'
import type { PageStretch } from './lane-page.ts'
import type { LaneKind } from './play-link.ts'
import { useLaneStage } from './use-lane-stage.ts'

interface LaneViewProps {
  engine: PlayEngine
  kind: LaneKind
  topics: readonly string[]
  matches: ReadonlySet<string>
  selected: EventPlace | null
  onLook: (span: PlaySpan) => void
  onOpen: (event: PlayEvent) => void
}

interface Pointed {
  events: readonly PlayEvent[]
  x: number
  y: number
}

const NOTHING: readonly PlayEvent[] = []

/** Events as marks in lanes, one page of time at once: they stand still, and the line of now passes over them. */
export function LaneView(props: LaneViewProps) {
  const { engine, kind, topics, matches, selected, onLook, onOpen } = props
  const { t, language } = useText()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [pointed, setPointed] = useState<Pointed | null>(null)
  const foldWords = useCallback(({ from, to }: PageStretch) => spanShort(to - from, language), [language])
  const { stage, shown } = useLaneStage(engine, canvas, { kind, topics, matches, selected, foldWords })
  useEffect(() => {
    if (shown) onLook(shown.page.span)
  }, [shown, onLook])

  const eventsUnder = (event: PointerEvent<HTMLCanvasElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    return stage.current?.eventsAt(event.clientX - left, event.clientY - top) ?? NOTHING
  }
  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>) => {
    const events = eventsUnder(event)
    setPointed(events.length === 0 ? null : { events, x: event.clientX, y: event.clientY })
  }
  const onClick = (event: PointerEvent<HTMLCanvasElement>) => {
    const [first] = eventsUnder(event)
    if (first !== undefined) onOpen(first)
  }
  return (
    <section aria-label={t('play.picture')} className="flex min-h-0 shrink flex-col border-hairline border-b">
      <div className="flex shrink-0 border-hairline border-b bg-surface-sunken">
        <span className="w-52 shrink-0" />
        <LaneAxis page={shown?.page ?? null} />
      </div>
      <div className="flex min-h-0 overflow-y-auto overflow-x-hidden">
        <LaneLabels lanes={shown?.lanes ?? []} />
        <canvas
          ref={canvas}
          role="img"
          aria-label={t('play.pictureAbout')}
          onPointerMove={onPointerMove}
          onPointerLeave={() => setPointed(null)}
          onClick={onClick}
          className={`block h-7 min-w-0 flex-1 ${pointed ? 'cursor-pointer' : 'cursor-default'}`}
        />
      </div>
      {pointed && <EventTip {...pointed} />}
    </section>
  )
}
