/** What still runs and must not outlive this process, however it ends. */
const live = new Map<number, NodeJS.Signals>()
let hooked = false

function endAll(): void {
  for (const [pid, signal] of live) {
    try {
      process.kill(pid, signal)
    } catch {
      // It ended a moment ago; nothing can be awaited or told at this point.
    }
  }
}

/** Has `pid` sent `signal` when this process exits without having ended it; returns what takes that back. */
export function endWithUs(pid: number, signal: NodeJS.Signals): () => void {
  if (!hooked) process.once('exit', endAll)
  hooked = true
  live.set(pid, signal)
  return () => live.delete(pid)
}
