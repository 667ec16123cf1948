import type { AlertEntry } from './alert-entry.ts'

export interface DueTelling {
  status: 'firing' | 'resolved'
  /** Since when it fires, the same at its beginning and at its end. */
  since: number
  /** The entry once it is told. */
  entry: AlertEntry
}

/**
 * What receivers do not know yet. They are told how it stands, not of each turn: so a mute that ends tells what still fires,
 * one that flaps is told once, and an end is told, muted or not, to those who heard of the beginning.
 */
export function dueTelling(
  entry: AlertEntry,
  { now, muted }: { now: number; muted: boolean },
): DueTelling | null {
  const { state, told, toldSince, ended } = entry
  if (state === null || (state.phase !== 'firing' && !state.flapping)) {
    if (told !== 'firing') return null
    const since = toldSince ?? ended?.state.firedAt ?? now
    return {
      status: 'resolved',
      since,
      entry: { ...entry, told: 'resolved', toldSince: null, flapTold: false },
    }
  }
  const lapsed = entry.acknowledged?.until != null && entry.acknowledged.until <= now
  const current = lapsed ? { ...entry, acknowledged: null, told: null } : entry
  if (muted || current.acknowledged !== null) return null
  // That one has settled while it fires is nothing to be told again.
  if (current.told === 'firing' && (!state.flapping || current.flapTold)) return null
  const since = toldSince ?? (state.phase === 'firing' ? state.firedAt : ended?.state.firedAt) ?? now
  return {
    status: 'firing',
    since,
    entry: { ...current, told: 'firing', toldSince: since, flapTold: state.flapping },
  }
}
