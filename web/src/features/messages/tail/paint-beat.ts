/** Between two changes of a list that moves: faster than this nobody reads, and each costs all rows in sight. */
const LEAST_MS = 100
/** Slower than this a list no longer seems to move. */
const MOST_MS = 250
/** Of the time of a page this part goes to changing its list. */
const SHARE = 1 / 6

/** From one change to the next, by what the last one took: a busy page or machine is given fewer. */
export function beatMs(tookMs: number): number {
  return Math.min(Math.max(tookMs / SHARE, LEAST_MS), MOST_MS)
}

/** Calls back before the next paint, four to ten times a second; a tab that is not seen is not painted. */
export function createBeat(): (callback: () => void) => void {
  let lastMs = Number.NEGATIVE_INFINITY
  let tookMs = 0
  return (callback) => {
    const waitMs = Math.max(0, lastMs + beatMs(tookMs) - performance.now())
    setTimeout(() => {
      requestAnimationFrame(() => {
        lastMs = performance.now()
        callback()
        // The next task comes after the rows were laid out and painted, which takes as long as making them.
        setTimeout(() => {
          tookMs = performance.now() - lastMs
        })
      })
    }, waitMs)
  }
}
