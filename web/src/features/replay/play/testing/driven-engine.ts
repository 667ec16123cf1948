import type { PlayEngine, PlayEvent } from '#lib/play-engine.ts'
import { createEngine, type EngineOptions } from '../create-engine.ts'
import { TOPIC } from './model-log.ts'

export const nameOf = ({ message }: PlayEvent) => `${message.partition}:${message.offset}`

/** An engine whose wall and whose screen stand still until a test moves them. */
export function drivenEngine(options: Partial<EngineOptions> & Pick<EngineOptions, 'open' | 'range'>) {
  let wall = 0
  let frames: (() => void)[] = []
  const played: string[] = []
  const jumps: number[] = []
  const engine: PlayEngine = createEngine({
    ask: { topics: [TOPIC], isolation: 'read_committed', filter: null },
    at: options.range.span.from,
    speed: 1,
    skipMs: null,
    wall: () => wall,
    schedule: (callback) => frames.push(callback),
    ...options,
  })
  engine.onPlayed(({ events, jumped, to }) => {
    if (jumped) jumps.push(to)
    played.push(...events.map(nameOf))
  })
  /** Frames of the screen, with what is on its way in between. */
  const run = async (count: number, ms = 16) => {
    for (let frame = 0; frame < count; frame++) {
      wall += ms
      const due = frames
      frames = []
      for (const callback of due) callback()
      for (let turn = 0; turn < 200; turn++) await Promise.resolve()
    }
  }
  return { engine, run, played, jumps }
}
