import { type KeyLike, keyPress } from './key-press.ts'

/** Something a key does. It is listed in the key sheet, and in the palette when it can run. */
export interface KeyCommand {
  id: string
  /** Presses in order: `g t`, `/`, `mod+k`. */
  keys: string
  label: string
  group: 'places' | 'actions' | 'lists'
  /** Absent for keys that a list handles while it has the focus: those are shown in the sheet only. */
  run?: () => void
  /** Also works inside a text field and an open dialog. */
  everywhere?: boolean
}

export interface KeyRegistry {
  add(command: KeyCommand): () => void
  list(): readonly KeyCommand[]
  subscribe(listener: () => void): () => void
  /** Runs what the press completes; true when it did, and the browser's own meaning is then to be stopped. */
  handle(event: KeyLike, context: { typing: boolean; nowMs: number }): boolean
}

const SEQUENCE_MS = 1000

/** Of commands on the same keys the one that a press would run: the latest that can, or else the latest. */
export function workingCommands(commands: readonly KeyCommand[]): readonly KeyCommand[] {
  const byKeys = Map.groupBy(commands, ({ keys }) => keys)
  const working = new Set(
    [...byKeys.values()].map((same) => same.findLast(({ run }) => run !== undefined) ?? same.at(-1)),
  )
  return commands.filter((command) => working.has(command))
}

/** Keeps what each key does. The latest of two commands on the same keys wins, as with nested views. */
export function createKeyRegistry(): KeyRegistry {
  let commands: readonly KeyCommand[] = []
  let begun: { keys: string; atMs: number } | null = null
  const listeners = new Set<() => void>()
  const change = (next: readonly KeyCommand[]) => {
    commands = next
    for (const listener of listeners) listener()
  }

  return {
    add(command) {
      change([...commands, command])
      return () => change(commands.filter((other) => other !== command))
    },
    list: () => commands,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    handle(event, { typing, nowMs }) {
      const press = keyPress(event)
      if (press === null) return false
      const usable = commands.filter((command) => command.run && (!typing || command.everywhere))
      const lead = begun && nowMs - begun.atMs <= SEQUENCE_MS ? `${begun.keys} ` : ''
      begun = null
      for (const keys of lead ? [lead + press, press] : [press]) {
        const hit = usable.findLast((command) => command.keys === keys)
        if (hit) {
          hit.run?.()
          return true
        }
        if (usable.some((command) => command.keys.startsWith(`${keys} `))) {
          begun = { keys, atMs: nowMs }
          return false
        }
      }
      return false
    },
  }
}
