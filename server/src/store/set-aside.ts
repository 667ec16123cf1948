import { existsSync, renameSync } from 'node:fs'

/** Puts a database that cannot be read out of the way, with what belongs to it; answers its new name. */
export function setAside(file: string, at: number): string {
  const stamp = new Date(at).toISOString().replaceAll(/[:.]/g, '-')
  const aside = `${file}.corrupt-${stamp}`
  for (const suffix of ['', '-wal', '-shm'])
    if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix)
  return aside
}
