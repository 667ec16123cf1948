import { chmodSync, mkdtempSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadCursorSecret } from './cursor-secret.ts'

const folder = () => join(mkdtempSync(join(tmpdir(), 'sluice-data-')), 'deep', 'data')

describe('the key of the cursors', () => {
  it('is the same at the next start, and readable by its user only', () => {
    const dataDir = folder()
    const first = loadCursorSecret(dataDir)
    expect(first.unkept).toBeNull()
    expect(first.secret).toHaveLength(32)
    expect(loadCursorSecret(dataDir).secret.equals(first.secret)).toBe(true)
    expect(statSync(join(dataDir, 'cursor.key')).mode & 0o777).toBe(0o600)
    expect(loadCursorSecret(folder()).secret.equals(first.secret)).toBe(false)
  })

  it('does without a folder that cannot hold it, and says so', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'sluice-data-')), 'a-file')
    writeFileSync(file, '')
    chmodSync(file, 0o400)
    const { secret, unkept } = loadCursorSecret(join(file, 'inside'))
    expect(secret).toHaveLength(32)
    expect(unkept).toContain('a-file')
  })

  it('does not sign with a damaged key', () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'sluice-data-'))
    writeFileSync(join(dataDir, 'cursor.key'), 'short')
    const { secret, unkept } = loadCursorSecret(dataDir)
    expect(secret).toHaveLength(32)
    expect(unkept).toContain('cursor.key')
  })
})
