import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { migrate } from './migrate.ts'
import { MIGRATIONS } from './migrations/migrations.ts'
import { StoreConnection } from './store-connection.ts'
import { temporaryFolder } from './testing/temporary-store.ts'

const open = () => new StoreConnection(join(temporaryFolder(), 'sluice.db'))

describe('the form of the database', () => {
  it('is reached in steps without a hole, each taken once', () => {
    expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, place) => place + 1))
    const db = open()
    expect(migrate(db)).toEqual(MIGRATIONS)
    expect(migrate(db)).toEqual([])
    expect(db.number('PRAGMA user_version')).toBe(MIGRATIONS.length)
    db.close()
  })

  it('stays where it was where a step fails, and goes on from there', () => {
    const db = open()
    const good = { version: 1, what: 'good', sql: 'CREATE TABLE a (x)' }
    const bad = { version: 2, what: 'bad', sql: 'CREATE TABLE b (x); CREATE TABLE a (x)' }
    expect(() => migrate(db, [good, bad])).toThrow(/already exists/)
    expect(db.number('PRAGMA user_version')).toBe(1)
    const mended = { ...bad, sql: 'CREATE TABLE b (x)' }
    expect(migrate(db, [good, mended])).toEqual([mended])
    db.close()
  })
})
