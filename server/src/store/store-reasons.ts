import type { SqliteFault } from './sqlite-fault.ts'

export const SHARED_REASON =
  'Another Sluice uses the same data folder and writes the history there. This one shows it and adds nothing to it; ' +
  'give it a --data-dir of its own to keep its own.'

/** What happened to the store, and what to do. */
export function reasonOf(fault: SqliteFault, folder: string, error: unknown): string {
  const told = error instanceof Error ? error.message : String(error)
  switch (fault) {
    case 'full':
      return `The disk of ${folder} is full. Make room there: Sluice tries again each minute.`
    case 'read-only':
      return `Nothing may be written to ${folder}. Let this user write there, or give another folder by --data-dir.`
    case 'cannot-open':
      return `The database in ${folder} cannot be opened (${told}). Let this user read and write there, or give another folder by --data-dir.`
    case 'corrupt':
      return `The database in ${folder} cannot be read (${told}).`
    case 'busy':
      return `Another process is writing to the database in ${folder}. Try again.`
    default:
      return `The database in ${folder} failed: ${told}. Sluice tries again each minute.`
  }
}
