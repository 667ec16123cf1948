import { usePreference } from './preferences.ts'
import { resolveTimeZone } from './time-format.ts'

/** The IANA zone in which every time of the page is shown. */
export function useTimeZone(): string {
  return resolveTimeZone(usePreference('timeZone'))
}
