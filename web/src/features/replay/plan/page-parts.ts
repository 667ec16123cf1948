import type { Message } from '@sluice/shared/messages'
import type { MessagesQuery } from '@sluice/shared/messages-link'
import type { ComponentType } from 'react'

/** What this page shows of another feature; the route puts it together. */
export interface PageParts {
  TopicPicker: ComponentType<{
    cluster: string
    chosen: readonly string[]
    onChoose: (topics: string[]) => void
  }>
  SourceFields: ComponentType<{
    cluster: string
    topics: readonly string[]
    query: MessagesQuery
    useLabel: string
    onQuery: (part: Partial<MessagesQuery>) => void
  }>
  Comparison: Comparison
}

export type Comparison = ComponentType<{ before: Message; after: Message }>
