import type { Message } from '@sluice/shared/messages'
import type { PlayEngine, PlayEvent, Played } from '#lib/play-engine.ts'
import type { Reach } from '../scene/reach.ts'
import type { Scene } from '../scene/scene.ts'
import type { GraphStage } from '../stage/graph-stage.ts'
import { type Caption, Captions } from './caption.ts'
import { type EventWay, eventWays, NO_WAYS } from './event-ways.ts'
import { Flow, type NodeCount } from './flow.ts'
import { FlowCanvas } from './flow-canvas.ts'
import { isOf, type Saga } from './saga.ts'
import { reachOfStory } from './scene-emphasis.ts'

/** What the page tells of it, a few times a second. */
export interface SceneTold {
  captions: readonly Caption[]
  counts: ReadonlyMap<string, NodeCount>
  /** Since the clock was moved last. */
  played: number
  /** Of those, events of topics that are not in the picture. */
  unseen: number
  /** What followed events went through: the same object while it is. Null: none are followed, or none was seen. */
  story: Reach | null
}

export const NOTHING_TOLD: SceneTold = {
  ...{ captions: [], counts: new Map(), played: 0, unseen: 0 },
  story: null,
}

/** Often enough to be read, and seldom enough for React to do nothing but that. */
const TELL_MS = 250
/** Before the time that was gone to, so many events are told as what had just happened. */
const BEFORE = 12
const BEFORE_LOOKED_AT = 20_000

/** Lets what an engine plays go through the picture. Nothing of React is in the way from a frame to the canvas. */
export class ScenePlayer {
  readonly #engine: PlayEngine
  readonly #listeners = new Set<() => void>()
  readonly #flow = new Flow()
  readonly #captions = new Captions()
  readonly #stops: (() => void)[]
  #canvas: FlowCanvas | null = null
  #leave: (() => void) | null = null
  #wayOf: ((message: Message) => EventWay) | null = null
  #sagas: readonly Saga[] = []
  #frame = 0
  #telling: ReturnType<typeof setTimeout> | undefined
  /** The clock was moved, and what had happened before that is not held yet. */
  #wantsBefore = true
  #version = -1

  #told = NOTHING_TOLD

  constructor(engine: PlayEngine) {
    this.#engine = engine
    this.#stops = [engine.onPlayed((played) => this.#hear(played)), engine.subscribe(() => this.#arrive())]
    this.#tellBefore()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  readonly told = (): SceneTold => this.#told

  mount(stage: GraphStage, element: HTMLElement): void {
    this.unmount()
    this.#canvas = new FlowCanvas(element, this.#flow)
    this.#canvas.setFollowing(this.#sagas.length > 0)
    this.#leave = stage.addLayer(this.#canvas)
  }

  unmount(): void {
    this.#leave?.()
    this.#canvas?.destroy()
    this.#canvas = null
    this.#leave = null
  }

  setScene(scene: Scene): void {
    this.#wayOf = eventWays(scene)
    if (this.#flow.played === 0) this.#tellBefore()
    else this.#tell()
  }

  setSagas(sagas: readonly Saga[]): void {
    this.#sagas = sagas
    // What is counted is another thing from now on.
    this.#flow.clear()
    this.#canvas?.setFollowing(sagas.length > 0)
    this.#tellBefore()
    this.#paintSoon()
  }

  destroy(): void {
    for (const stop of this.#stops) stop()
    cancelAnimationFrame(this.#frame)
    clearTimeout(this.#telling)
    this.unmount()
  }

  #hear({ events, jumped }: Played): void {
    if (jumped) {
      this.#flow.clear()
      this.#tellBefore()
    } else {
      const now = performance.now()
      for (const event of events) this.#play(event, now)
      if (events.length > 0) this.#tellSoon()
    }
    this.#paintSoon()
  }

  #arrive(): void {
    const { version } = this.#engine.snapshot()
    if (!this.#wantsBefore || version === this.#version) return
    this.#version = version
    this.#tellBefore()
  }

  #play(event: PlayEvent, now: number): void {
    if (this.#wayOf === null) return
    const way = this.#wayOf(event.message)
    const saga = this.#sagaOf(event.message)
    const told = saga !== null || this.#sagas.length === 0
    this.#flow.add(way, now, saga, told)
    if (!told) return
    this.#wantsBefore = false
    this.#captions.add(event, way, saga, this.#engine.snapshot().phase === 'playing' ? now : null)
  }

  #sagaOf(message: Message): number | null {
    const at = this.#sagas.findIndex((saga) => isOf(message, saga))
    return at < 0 ? null : at
  }

  /** What had happened up to where the clock stands, so that a place gone to is not without its story. */
  #tellBefore(): void {
    const { range } = this.#engine.snapshot()
    const before = this.#engine.between(range.from - 1, this.#engine.now())
    const found: [PlayEvent, number | null][] = []
    for (let at = before.length - 1; at >= 0 && found.length < BEFORE; at--) {
      const event = before[at]
      if (event === undefined || before.length - at > BEFORE_LOOKED_AT) break
      const saga = this.#sagaOf(event.message)
      if (saga !== null || this.#sagas.length === 0) found.push([event, saga])
    }
    this.#wantsBefore = found.length === 0
    this.#captions.clear()
    const wayOf = this.#wayOf ?? (() => NO_WAYS)
    for (const [event, saga] of found.reverse()) this.#captions.add(event, wayOf(event.message), saga, null)
    // Who has gone somewhere waits for it.
    this.#tell()
  }

  #tellSoon(): void {
    this.#telling ??= setTimeout(() => this.#tell(), TELL_MS)
  }

  #tell(): void {
    clearTimeout(this.#telling)
    this.#telling = undefined
    const { counts, played, unseen } = this.#flow
    const captions = this.#captions.newest()
    const wayOf = this.#sagas.length === 0 ? null : this.#wayOf
    const story = wayOf && reachOfStory(wayOf, captions, this.#told.story)
    this.#told = { captions, counts: new Map(counts), played, unseen, story }
    for (const listener of this.#listeners) listener()
  }

  #paintSoon(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#paint())
  }

  #paint(): void {
    this.#frame = 0
    const now = performance.now()
    this.#canvas?.paint(now)
    if (!this.#flow.isAtRest(now) || this.#canvas?.owesFigures) this.#paintSoon()
  }
}
