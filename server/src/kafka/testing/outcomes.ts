import type { Outcome } from '../gateway.ts'
import type { KafkaFaultCode } from '../kafka-fault.ts'

/** The values of outcomes that must all be good; throws the first fault otherwise. */
export function valuesOf<T>(outcomes: readonly Outcome<T>[]): T[] {
  return outcomes.map((outcome) => {
    if (!outcome.ok) throw outcome.fault
    return outcome.value
  })
}

/** The one value of a call that was asked one thing. */
export function onlyValue<T>(outcomes: readonly Outcome<T>[]): T {
  const [value, ...more] = valuesOf(outcomes)
  if (value === undefined || more.length > 0) throw new Error(`Expected one outcome, got ${outcomes.length}`)
  return value
}

/** Fault codes in order, null where the outcome is good. */
export function codesOf(outcomes: readonly Outcome<unknown>[]): (KafkaFaultCode | null)[] {
  return outcomes.map((outcome) => (outcome.ok ? null : outcome.fault.code))
}
