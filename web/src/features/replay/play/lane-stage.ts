import type { EventPlace, PlayEngine, PlayEvent, Played } from '#lib/play-engine.ts'
import { samePlace } from '#lib/play-engine.ts'
import { fitCanvas, penOf } from './canvas-pen.ts'
import { nextAnchor } from './lane-anchor.ts'
import type { LaneColours } from './lane-colours.ts'
import { eventsAt, type LaneMark, laneHeightOf, type PageMarks, placeMarks } from './lane-marks.ts'
import { type LanePage, layOutPage, PAGE_WALL_MS, type PageStretch, timeAt, xOf } from './lane-page.ts'
import { LanePulses } from './lane-pulses.ts'
import { chooseLanes, type Lane, laneFinder } from './lanes.ts'
import { paintGround, paintMark, paintMarks } from './paint-page.ts'
import type { LaneKind } from './play-link.ts'
import { compareEvents } from './play-order.ts'

/** What is shown beside the events themselves. */
export interface LaneLook {
  kind: LaneKind
  topics: readonly string[]
  colours: LaneColours
  /** Messages that the filter found, by {@link placeKey}. */
  matches: ReadonlySet<string>
  selected: EventPlace | null
  foldWords: (stretch: PageStretch) => string
  still: boolean
}

interface StageOptions {
  canvas: HTMLCanvasElement
  engine: PlayEngine
  look: LaneLook
  /** Another page is shown, or its lanes are others. */
  onPage: (page: LanePage, lanes: readonly Lane[]) => void
}

export const placeKey = ({ topic, partition, offset }: EventPlace): string =>
  `${topic}/${partition}/${offset}`

/** Events that arrive one after the other are laid out together. */
const LAYOUT_MS = 120
const NEAR_PX = 8

/** The lanes as a canvas: marks stand still, and the line of now passes over them. */
export class LaneStage {
  readonly #options: StageOptions
  readonly #pen: CanvasRenderingContext2D
  readonly #layers: readonly [upcoming: CanvasRenderingContext2D, played: CanvasRenderingContext2D]
  readonly #ends: (() => void)[]
  #look: LaneLook
  #width = 0
  #page: LanePage | null = null
  #lanes: readonly Lane[] = []
  #marks: PageMarks = { marks: [], heaps: [] }
  #markOf = new Map<PlayEvent, LaneMark>()
  #shown = { version: -1, speed: 0, skipMs: -1 as number | null, ms: Number.NEGATIVE_INFINITY }
  #jumped = true
  #stale = true
  readonly #pulses = new LanePulses()
  #frame: number | null = null

  constructor(options: StageOptions) {
    this.#options = options
    this.#look = options.look
    this.#pen = penOf(options.canvas)
    this.#layers = [penOf(document.createElement('canvas')), penOf(document.createElement('canvas'))]
    const { engine } = options
    this.#ends = [engine.subscribe(() => this.#draw()), engine.onPlayed((played) => this.#take(played))]
  }

  end(): void {
    for (const end of this.#ends) end()
    if (this.#frame !== null) cancelAnimationFrame(this.#frame)
  }

  resize(width: number): void {
    this.#width = width
    this.#page = null
    this.#draw()
  }

  restyle(look: LaneLook): void {
    if (look.kind !== this.#look.kind || look.topics !== this.#look.topics) this.#lanes = []
    this.#look = look
    this.#stale = true
    this.#draw()
  }

  eventsAt(x: number, y: number): readonly PlayEvent[] {
    return eventsAt(this.#marks, { x, y }, laneHeightOf(this.#lanes.length))
  }

  timeAt(x: number): number | null {
    return this.#page && timeAt(this.#page, x)
  }

  #take({ events, jumped }: Played): void {
    if (jumped) {
      this.#jumped = true
      this.#pulses.clear()
    }
    if (!this.#look.still) this.#pulses.add(events, this.#markOf, performance.now())
  }

  #later(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = null
      this.#draw()
    })
  }

  #draw(): void {
    if (this.#width <= 0) return
    this.#layOut()
    if (this.#page === null) return
    this.#paint(this.#page)
    if (this.#pulses.any) this.#later()
  }

  #layOut(): void {
    const { engine } = this.#options
    const { version, speed, skipMs, range } = engine.snapshot()
    const [at, shown, now] = [engine.now(), this.#shown, performance.now()]
    const scaled = speed !== shown.speed || skipMs !== shown.skipMs
    const moved = nextAnchor(this.#page, { at, jumped: this.#jumped, range })
    this.#jumped = false
    const grown = version !== shown.version
    if (!this.#stale && moved === null && !scaled && !grown) return
    if (!this.#stale && moved === null && !scaled && now - shown.ms < LAYOUT_MS) {
      this.#later()
      return
    }
    const part = moved?.part ?? (this.#page === null ? 0 : xOf(this.#page, at) / this.#width)
    this.#shown = { version, speed, skipMs, ms: now }
    this.#stale = false
    this.#place({ at, x: part * this.#width })
  }

  #place(anchor: { at: number; x: number }): void {
    const { engine, onPage } = this.#options
    const { kind, topics } = this.#look
    const { loaded, range, speed, skipMs } = engine.snapshot()
    const page = layOutPage({
      events: engine.held(),
      loaded,
      range,
      anchor,
      width: this.#width,
      pxPerMs: this.#width / (PAGE_WALL_MS * speed),
      gapMs: skipMs === null ? null : skipMs * speed,
    })
    const events = engine.between(page.span.from - 1, page.span.to)
    this.#lanes = chooseLanes(events, kind, { topics, before: this.#lanes })
    const find = laneFinder(this.#lanes, kind)
    const laneHeight = laneHeightOf(this.#lanes.length)
    this.#marks = placeMarks({ page, events, laneOf: ({ message }) => find(message), laneHeight })
    this.#markOf = new Map(this.#marks.marks.map((mark) => [mark.event, mark]))
    this.#page = page
    onPage(page, this.#lanes)
    this.#paintLayers(page)
  }

  #paintLayers(page: LanePage): void {
    const { matches, colours, foldWords } = this.#look
    const { loaded, range } = this.#options.engine.snapshot()
    const laneHeight = laneHeightOf(this.#lanes.length)
    const isMatch = ({ message }: PlayEvent) => matches.has(placeKey(message))
    const input = {
      page,
      marks: this.#marks,
      lanes: this.#lanes.length,
      laneHeight,
      colours,
      foldWords,
      known: loaded,
      range,
      isMatch: (mark: LaneMark) => matches.size > 0 && isMatch(mark.event),
      isHeapMatch: (heap: { events: readonly PlayEvent[] }) => matches.size > 0 && heap.events.some(isMatch),
    }
    for (const [index, pen] of this.#layers.entries()) {
      fitCanvas(pen, this.#width, Math.max(1, this.#lanes.length) * laneHeight)
      paintGround(pen, input)
      paintMarks(pen, input, index === 1)
    }
  }

  #paint(page: LanePage): void {
    const pen = this.#pen
    const height = Math.max(1, this.#lanes.length) * laneHeightOf(this.#lanes.length)
    fitCanvas(pen, this.#width, height)
    const now = xOf(page, this.#options.engine.now())
    const [upcoming, played] = this.#layers
    const ratio = devicePixelRatio
    const split = Math.round(now * ratio)
    const [wide, tall] = [upcoming.canvas.width, upcoming.canvas.height]
    if (split > 0) pen.drawImage(played.canvas, 0, 0, split, tall, 0, 0, split / ratio, tall / ratio)
    if (split < wide) {
      const rest = wide - split
      pen.drawImage(upcoming.canvas, split, 0, rest, tall, split / ratio, 0, rest / ratio, tall / ratio)
    }
    this.#paintNear(now)
    const { accent } = this.#look.colours
    pen.fillStyle = accent
    pen.fillRect(Math.round(now) - 1, 0, 2, height)
    const { topic } = this.#look.colours
    this.#pulses.paint(performance.now(), (mark, radius, alpha) =>
      this.#ring(mark, radius, topic(mark.event.message.topic), alpha),
    )
    this.#paintChosen()
  }

  /** Marks at the line itself: each as it is, and not cut by the line. */
  #paintNear(now: number): void {
    const { current } = this.#options.engine.snapshot()
    const { colours, matches } = this.#look
    const isMatch = ({ event }: LaneMark) => matches.has(placeKey(event.message))
    for (const mark of this.#marks.marks) {
      if (Math.abs(mark.x - now) > NEAR_PX) continue
      const played = current !== null && compareEvents(mark.event, current) <= 0
      paintMark(this.#pen, mark, { colours, isMatch }, played)
    }
  }

  #paintChosen(): void {
    const { selected, colours } = this.#look
    const { current } = this.#options.engine.snapshot()
    const mark = current && this.#markOf.get(current)
    if (mark) this.#ring(mark, 5.5, colours.accent, 1)
    if (selected === null) return
    const chosen = this.#marks.marks.find(({ event }) => samePlace(event.message, selected))
    if (chosen) this.#ring(chosen, 7.5, colours.ink, 1)
  }

  #ring({ x, y }: LaneMark, radius: number, colour: string, alpha: number): void {
    const pen = this.#pen
    pen.strokeStyle = colour
    pen.globalAlpha = alpha
    pen.lineWidth = 1.5
    pen.beginPath()
    pen.arc(x, y, radius, 0, Math.PI * 2)
    pen.stroke()
    pen.globalAlpha = 1
  }
}
