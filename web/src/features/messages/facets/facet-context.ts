import type { Message } from '@sluice/shared/messages'
import { createContext } from 'react'
import type { FieldPath } from '../columns/field-path.ts'
import type { FieldValue } from '../columns/field-value.ts'

/** What a press on a value does: null where nothing can be done with it. */
export type ValueAct = (path: FieldPath, value: FieldValue, exclude: boolean) => (() => void) | null

export interface FacetSource {
  /** The loaded rows in the order of the scan, of which `count` are there. */
  rows: readonly Message[]
  count: number
  act: ValueAct
}

export const FacetContext = createContext<FacetSource>({
  rows: [],
  count: 0,
  act: () => null,
})
