import type { MessagesQuery } from '@sluice/shared/messages-link'
import type { ComponentType, ReactNode } from 'react'
import type { EventPlace } from '#lib/play-engine.ts'
import type { MessageColumns } from './event-list.tsx'

/** What a play back shows of other features; the route puts it together. */
export interface PlayParts {
  columns: MessageColumns
  TopicPicker: ComponentType<{
    cluster: string
    chosen: readonly string[]
    onChoose: (topics: string[]) => void
  }>
  /** The fields of a range; `onUse` when one was chosen. */
  RangeForm: ComponentType<{
    query: MessagesQuery
    useLabel: string
    onUse: (part: Pick<MessagesQuery, 'start' | 'end'>) => void
  }>
  /** The row in which an expression is written. */
  ExpressionRow: ComponentType<{
    cluster: string
    query: MessagesQuery
    onUse: (cel: string | null) => void
    onClose: () => void
  }>
  renderRecord: (place: EventPlace, onPlace: (place: EventPlace | null) => void) => ReactNode
}
