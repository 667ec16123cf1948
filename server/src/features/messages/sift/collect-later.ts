import { setFlagsFromString } from 'node:v8'

/**
 * Memory that changes threads counts as new each time it comes. V8 begins to mark all garbage when a small heap has half
 * of its room left, which takes a few answers of a search: its helpers then took as long as decompressing (ADR 15).
 * For the whole process; its threads take it over.
 */
export function collectLater(): void {
  setFlagsFromString('--incremental-marking-soft-trigger=60')
  setFlagsFromString('--incremental-marking-hard-trigger=80')
}
