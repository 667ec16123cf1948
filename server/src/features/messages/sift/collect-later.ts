import { setFlagsFromString } from 'node:v8'

/**
 * Memory that changes threads counts as new each time it comes. V8 begins to collect all garbage once half of what a small
 * heap may grow by is new, which a search brings with every few answers: its helpers then took as long as the search.
 * For the whole process, and before there is much in it.
 */
export function collectLater(): void {
  setFlagsFromString('--incremental-marking-soft-trigger=60')
  setFlagsFromString('--incremental-marking-hard-trigger=80')
}
