import { usePreference } from './preferences.ts'

/** Pixels of one list row: the figures of `--row` in styles/tokens.css, which virtual lists need as numbers. */
const ROW_HEIGHT_PX = { compact: 28, comfortable: 34 } as const

export function useRowHeight(): number {
  return ROW_HEIGHT_PX[usePreference('density')]
}
