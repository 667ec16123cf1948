/** A short sentence on what became of something the reader did, where nothing else on the page would tell. */
export interface Notice {
  text: string
  tone: 'plain' | 'trouble'
}

const SHOWN_MS = 4000

let current: Notice | null = null
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

function change(next: Notice | null): void {
  current = next
  for (const listener of listeners) listener()
}

/** Shows a notice for a few seconds in place of the one before. */
export function notify(text: string, tone: Notice['tone'] = 'plain'): void {
  clearTimeout(timer)
  timer = setTimeout(() => change(null), SHOWN_MS)
  change({ text, tone })
}

export const noticeStore = {
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  snapshot: (): Notice | null => current,
}
