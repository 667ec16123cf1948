/** Between two changes of a list that moves: faster than this nobody reads, and each costs all rows in sight. */
const BEAT_MS = 100

/** Calls back before the next paint, at most ten times a second; a tab that is not seen is not painted. */
export function createBeat(): (callback: () => void) => void {
  let lastMs = Number.NEGATIVE_INFINITY
  return (callback) => {
    const waitMs = Math.max(0, lastMs + BEAT_MS - performance.now())
    setTimeout(() => {
      requestAnimationFrame(() => {
        lastMs = performance.now()
        callback()
      })
    }, waitMs)
  }
}
