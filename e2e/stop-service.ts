import { mkdir, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const FOLDER = new URL('../.cache/e2e-state/stop/', import.meta.url)

/** Stops a service of the library that runs under the product; returns what lets it start again. */
export async function stopService(name: string): Promise<() => Promise<void>> {
  await mkdir(fileURLToPath(FOLDER), { recursive: true })
  const file = new URL(name, FOLDER)
  await writeFile(file, '')
  return () => rm(file, { force: true })
}
