import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const BYTES = 32

export interface CursorSecret {
  secret: Buffer
  /** Why it could not be kept: then cursors end with the process. */
  unkept: string | null
}

/** The key that signs cursors, made at the first start and readable by this user only. */
export function loadCursorSecret(dataDir: string): CursorSecret {
  const file = join(dataDir, 'cursor.key')
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
    try {
      writeFileSync(file, randomBytes(BYTES), { mode: 0o600, flag: 'wx' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const secret = readFileSync(file)
    if (secret.length !== BYTES) throw new Error(`${file} does not hold ${BYTES} bytes; remove it`)
    return { secret, unkept: null }
  } catch (error) {
    return { secret: randomBytes(BYTES), unkept: (error as Error).message }
  }
}
