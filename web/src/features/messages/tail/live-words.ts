import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatCount } from '#lib/number-format.ts'
import type { StateTone } from '#ui/state-mark.tsx'
import type { TailSnapshot } from './tail-snapshot.ts'

/** Shorter pauses are in the nature of messages. */
export const QUIET_MS = 5_000

/** How long nothing has arrived. */
export function quietMs({ arrivedMs, sinceMs }: TailSnapshot, now: number): number {
  return Math.max(0, now - (arrivedMs ?? sinceMs))
}

/** What it is doing, or why it does no more. */
export function liveState(
  { phase, heldBy, retryAtMs, endReason }: TailSnapshot,
  now: number,
  t: Translate,
): string {
  if (phase === 'opening' || phase === 'idle') return t('tail.opening')
  if (phase === 'waiting') {
    const seconds = Math.ceil(((retryAtMs ?? now) - now) / 1000)
    return seconds > 0 ? t('tail.waiting', { seconds }) : t('tail.trying')
  }
  if (phase === 'failed') return t('messages.failed')
  if (phase === 'ended') return endReason === 'topic-recreated' ? t('tail.recreated') : t('tail.deleted')
  if (heldBy === null) return t('tail.live')
  return heldBy === 'pause' ? t('tail.paused') : t('tail.reading')
}

export function liveTone({ phase, heldBy }: TailSnapshot): StateTone {
  if (phase === 'failed' || phase === 'ended') return 'trouble'
  if (phase === 'waiting') return 'attention'
  return phase === 'running' && heldBy === null ? 'ok' : 'unknown'
}

/** How fast messages come, and how much of that is shown. */
export function rateWords({ progress, phase }: TailSnapshot, filtered: boolean, t: Translate): string | null {
  if (progress === null || phase !== 'running') return null
  const { seenPerSecond, shownPerSecond } = progress
  const seen = formatCount(seenPerSecond)
  if (!filtered && shownPerSecond < seenPerSecond) {
    return t('tail.sampled', { shown: formatCount(shownPerSecond), seen })
  }
  return seenPerSecond === 0 ? null : t('tail.rate', { count: seen })
}

/** What was left out, and what waits: nothing of it where there is none. */
export function lossWords({ totals, progress, letGo, rows }: TailSnapshot, t: Translate): string[] {
  const { sampledOut, dropped } = totals
  const { behind = '0', heldBack = '0' } = progress ?? {}
  return [
    ...(sampledOut > 0 ? [t('tail.sampledOut', { text: formatCount(sampledOut) })] : []),
    ...(dropped > 0 ? [t('tail.dropped', { text: formatCount(dropped) })] : []),
    ...(heldBack === '0'
      ? []
      : [t('tail.heldBack', { count: Number(heldBack), text: formatCount(heldBack) })]),
    // What comes within a moment is no delay.
    ...(BigInt(behind) < BEHIND_LEAST ? [] : [t('tail.behind', { text: formatCount(behind) })]),
    ...(letGo > 0 ? [t('tail.letGo', { text: formatCount(rows.length) })] : []),
  ]
}

const BEHIND_LEAST = 10_000n
