import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { Store, type StoreOptions } from '../open-store.ts'

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export interface LoggedStore {
  store: Store
  /** Events in the order of being logged. */
  log: string[]
}

/** A store that is closed after the test. */
export function temporaryStore(changes: Partial<StoreOptions> = {}): LoggedStore {
  const log: string[] = []
  const said = (event: string): void => void log.push(event)
  const store = new Store({
    dataDir: changes.dataDir ?? temporaryFolder(),
    maxBytes: 512 << 20,
    log: { info: said, warn: said, error: said },
    ...changes,
  })
  onTestFinished(() => store.close())
  return { store, log }
}
