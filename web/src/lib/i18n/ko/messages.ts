import type { messages as source } from '../en/messages.ts'
import type { Translation } from '../translation.ts'

export const messages = {} satisfies Translation<typeof source>
