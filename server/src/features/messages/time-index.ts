import type { OffsetQuery } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { compareKeys, type MessageKey } from './cursor-state.ts'
import type { NewestWindow } from './newest-window.ts'
import type { ScanContext } from './scan-context.ts'
import { boundLevel } from './transactions/read-level.ts'

/**
 * The first offset of each window's partition whose message is at or after its time, by the brokers' time index; null
 * where there is none. A partition that cannot be asked is missing, and its window given up.
 */
export async function askTimeIndex(
  ctx: ScanContext,
  windows: readonly NewestWindow[],
  timeOf: (window: NewestWindow) => bigint,
): Promise<(bigint | null)[]> {
  if (windows.length === 0) return []
  const { gateway, isolation, limits, stop } = ctx
  const queries = windows.map((window): OffsetQuery => {
    const timestamp = timeOf(window)
    const { topic, partition } = window
    // Below zero are Kafka's special positions, so a log without timestamps is asked for its start.
    return { topic, partition, at: timestamp < 0n ? 'earliest' : { timestamp } }
  })
  const giveUp = (window: NewestWindow | undefined, fault: KafkaFault) => {
    if (window === undefined) return null
    ctx.missing.set(window, fault)
    window.settled = true
    return null
  }
  try {
    const options = { isolation: boundLevel(isolation), signal: stop.signal, timeoutMs: limits.callTimeoutMs }
    const outcomes = await gateway.listOffsets(queries, options)
    return outcomes.map((outcome, at) =>
      outcome.ok ? outcome.value.offset : giveUp(windows[at], outcome.fault),
    )
  } catch (error) {
    if (stop.reason !== null || !(error instanceof KafkaFault)) throw error
    return windows.map((window) => giveUp(window, error))
  }
}

/** The first offset of each window's partition whose message could have a place before `worst`. */
export async function askForNewer(
  ctx: ScanContext,
  windows: readonly NewestWindow[],
  worst: MessageKey,
): Promise<(bigint | null)[]> {
  return await askTimeIndex(ctx, windows, ({ topic, partition, low }) => {
    const { timestamp } = worst
    const tieWins = compareKeys({ topic, partition, offset: low - 1n, timestamp }, worst) > 0
    return tieWins ? timestamp : timestamp + 1n
  })
}
