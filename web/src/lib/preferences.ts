import { useSyncExternalStore } from 'react'

/** What a person sets once and keeps, on this browser only. Anything that belongs in a link lives in the URL instead. */
export interface Preferences {
  theme: 'system' | 'light' | 'dark'
  language: 'system' | 'en' | 'ko'
  density: 'compact' | 'comfortable'
  /** `utc`, `local`, or an IANA zone name. */
  timeZone: string
  /** Messages by time above their list. */
  timeStrip: 'shown' | 'hidden'
}

const defaults: Preferences = {
  theme: 'system',
  language: 'system',
  density: 'compact',
  timeZone: 'local',
  timeStrip: 'shown',
}

const allowed: { [K in keyof Preferences]: (value: string) => value is Preferences[K] } = {
  theme: (value) => value === 'system' || value === 'light' || value === 'dark',
  language: (value) => value === 'system' || value === 'en' || value === 'ko',
  density: (value) => value === 'compact' || value === 'comfortable',
  timeStrip: (value) => value === 'shown' || value === 'hidden',
  timeZone: (value): value is string => value === 'utc' || value === 'local' || isTimeZone(value),
}

/** Whether this browser knows the IANA zone. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const listeners = new Set<() => void>()
/** Holds what was set where the browser refuses storage, so that a setting still works until the tab closes. */
const unsaved = new Map<string, string>()

export function readPreference<K extends keyof Preferences>(key: K): Preferences[K] {
  const stored = unsaved.get(key) ?? readStored(key)
  return stored !== null && allowed[key](stored) ? stored : defaults[key]
}

export function writePreference<K extends keyof Preferences>(key: K, value: Preferences[K]): void {
  try {
    localStorage.setItem(`sluice.${key}`, value)
    unsaved.delete(key)
  } catch {
    unsaved.set(key, value)
  }
  for (const listener of listeners) listener()
}

export function usePreference<K extends keyof Preferences>(key: K): Preferences[K] {
  return useSyncExternalStore(subscribe, () => readPreference(key))
}

/** Also hears other tabs, so that two windows side by side keep one theme. */
export function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}

function readStored(key: string): string | null {
  try {
    return localStorage.getItem(`sluice.${key}`)
  } catch {
    return null
  }
}
