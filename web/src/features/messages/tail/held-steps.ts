import type { useRecordSteps } from '../use-record-steps.ts'
import type { Live } from './use-live.ts'

type Steps = ReturnType<typeof useRecordSteps>

/** Whoever goes to a row reads it: the list stands still until it is let go on. */
export function heldSteps(steps: Steps, live: Live | null): Steps {
  if (live === null) return steps
  const { store } = live
  return {
    ...steps,
    activate: (index) => {
      store.hold('read')
      steps.activate(index)
    },
    step: (by) => {
      store.hold('read')
      steps.step(by)
    },
  }
}
