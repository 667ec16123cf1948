import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { AppError } from '#http/app-error.ts'
import { AuditLog } from './audit-log.ts'
import type { Store } from './open-store.ts'
import { setAside } from './set-aside.ts'
import { temporaryFolder, temporaryStore } from './testing/temporary-store.ts'

const ENTRY = {
  at: 1,
  cluster: 'local',
  who: 'mina',
  action: 'reset',
  target: 'library.member',
  why: 'poisoned record',
  detail: { from: '1' },
  result: 'done' as const,
}
const WORKER = new URL('./store-worker.ts', import.meta.url)
const ALL = { target: null, before: null, limit: 1_000_000 }

const append = (store: Store): number => new AuditLog(store).append(ENTRY)
const total = (store: Store): number => new AuditLog(store).page('local', ALL).rows.length

const unavailable = (message: RegExp) =>
  expect.objectContaining({ code: 'STORE_UNAVAILABLE', message: expect.stringMatching(message) })

async function holdIn(folder: string): Promise<{ child: ChildProcess; mode: string }> {
  const script = join(import.meta.dirname, 'testing/hold-store.ts')
  const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [said] = await once(child.stdout, 'data')
  return { child, mode: String(said).trim() }
}

describe('a store', () => {
  it('has after a restart what it had before', () => {
    const dataDir = temporaryFolder()
    const first = temporaryStore({ dataDir })
    append(first.store)
    first.store.close()
    const second = temporaryStore({ dataDir })
    expect(new AuditLog(second.store).page('local', ALL).rows).toEqual([{ ...ENTRY, id: 1 }])
    expect(second.store.health()).toMatchObject({ mode: 'writing', reason: null, dropped: 0, setAside: [] })
    expect(second.log).toEqual([])
  })

  it('is read by this user only', () => {
    const dataDir = join(temporaryFolder(), 'new')
    temporaryStore({ dataDir })
    expect(statSync(dataDir).mode & 0o077).toBe(0)
    for (const name of readdirSync(dataDir).filter((file) => file.startsWith('sluice.db')))
      expect(statSync(join(dataDir, name)).mode & 0o077, name).toBe(0)
  })

  it('undoes a write of which a part fails', () => {
    const { store } = temporaryStore()
    expect(() =>
      store.write((db) => {
        db.run(
          "INSERT INTO audit_log (at, cluster, who, action, target, why, detail, result) VALUES (1, 'local', '', '', '', '', '', '')",
        )
        throw new Error('a mistake')
      }),
    ).toThrow('a mistake')
    expect(total(store)).toBe(0)
    expect(store.health().mode).toBe('writing')
  })

  it('puts a file that is no database aside, and says so', () => {
    const dataDir = temporaryFolder()
    const file = join(dataDir, 'sluice.db')
    writeFileSync(file, 'this was a database once '.repeat(400))
    const { store, log } = temporaryStore({ dataDir })
    append(store)
    expect(total(store)).toBe(1)
    const [aside] = store.health().setAside
    expect(aside?.file).toMatch(/sluice\.db\.corrupt-\d{4}-\d\d-\d\dT/)
    expect(readFileSync(aside?.file ?? '', 'utf8')).toContain('this was a database once')
    expect(log).toContain('store-set-aside')
  })

  it('says why where a damaged file cannot be put aside, and goes on without a store', () => {
    const dataDir = temporaryFolder()
    const now = () => 0
    const { store } = temporaryStore({ dataDir, now })
    mkdirSync(join(dataDir, 'sluice.db.corrupt-1970-01-01T00-00-00-000Z', 'taken'), { recursive: true })
    const broken = Object.assign(new Error('database disk image is malformed'), { errcode: 11 })
    const use = () => {
      throw broken
    }
    expect(() => store.read(use)).toThrow(unavailable(/malformed/))
    expect(store.health()).toMatchObject({ mode: 'off', reason: expect.stringMatching(/malformed/) })
    expect(store.tryWrite(() => undefined)).toBe(false)
  })

  it('puts what belongs to a database aside with it', () => {
    const file = join(temporaryFolder(), 'sluice.db')
    for (const suffix of ['', '-wal', '-shm']) writeFileSync(file + suffix, `the file${suffix}`)
    const aside = setAside(file, 0)
    for (const suffix of ['', '-wal', '-shm'])
      expect(readFileSync(aside + suffix, 'utf8')).toBe(`the file${suffix}`)
    expect(existsSync(file)).toBe(false)
  })

  it('finds damage inside of a database when it opens it', () => {
    const dataDir = temporaryFolder()
    const { store } = temporaryStore({ dataDir })
    for (let row = 0; row < 300; row += 1) append(store)
    store.close()
    const file = join(dataDir, 'sluice.db')
    const bytes = readFileSync(file)
    bytes.fill(0xa5, Math.floor(bytes.length / 2))
    writeFileSync(file, bytes)
    const again = temporaryStore({ dataDir })
    expect(again.store.health().setAside).toHaveLength(1)
    expect(total(again.store)).toBe(0)
  })

  it('begins anew when damage shows while it runs, and goes on', () => {
    const { store, log } = temporaryStore()
    append(store)
    const broken = Object.assign(new Error('database disk image is malformed'), { errcode: 11 })
    const use = () =>
      store.read(() => {
        throw broken
      })
    expect(use).toThrow(unavailable(/malformed/))
    expect(log).toContain('store-set-aside')
    expect(total(store)).toBe(0)
    expect(append(store)).toBe(1)
    expect(store.health()).toMatchObject({ mode: 'writing', setAside: [{ why: broken.message }] })
  })

  it('drops and counts on a full disk, still reads, and writes again once there is room', () => {
    let now = 1_000_000
    const { store, log } = temporaryStore({ now: () => now })
    append(store)
    const pages = store.read((db) => db.number('PRAGMA page_count'))
    store.read((db) => db.run(`PRAGMA max_page_count = ${pages}`))
    const fill = () =>
      store.tryWrite((db) => {
        const insert = db.sql("INSERT INTO group_snapshots VALUES (?, ?, ?, 1, ?, ?, ?, '')")
        for (let row = 0; row < 100; row += 1)
          insert.run(`${now}/${row}`, 'local', 'x'.repeat(500), '', '', '')
      })
    expect(fill()).toBe(false)
    expect(fill()).toBe(false)
    expect(store.health()).toMatchObject({ mode: 'refusing', dropped: 2, since: now })
    expect(store.health().reason).toContain('is full')
    expect(total(store)).toBe(1)
    now += 59_000
    store.read((db) => db.run(`PRAGMA max_page_count = ${pages * 100}`))
    expect(fill()).toBe(false)
    now += 1_000
    expect(fill()).toBe(true)
    expect(store.health()).toMatchObject({ mode: 'writing', reason: null, dropped: 3 })
    expect(log.filter((event) => event.startsWith('store-') && event !== 'store-migrated')).toEqual([
      'store-unavailable',
      'store-available',
    ])
  })

  it('tells who must have it kept why it is not, and does so once it can', () => {
    const folder = temporaryFolder()
    const dataDir = join(folder, 'data')
    writeFileSync(dataDir, 'a file where the folder was to be')
    let now = 1_000_000
    const { store } = temporaryStore({ dataDir, now: () => now })
    expect(() => append(store)).toThrow(unavailable(/cannot be opened.*--data-dir/))
    expect(() => append(store)).toThrow(AppError)
    expect(store.tryWrite(() => {})).toBe(false)
    expect(store.health()).toMatchObject({ mode: 'off', bytes: null, dropped: 1 })
    now += 1_000
    rmSync(dataDir)
    expect(append(store)).toBe(1)
    expect(store.health()).toMatchObject({ mode: 'writing', reason: null })
  })

  it('refuses a database of a newer Sluice and leaves it as it is', () => {
    const dataDir = temporaryFolder()
    const { store } = temporaryStore({ dataDir })
    append(store)
    store.read((db) => db.run('PRAGMA user_version = 9000'))
    store.close()
    const newer = temporaryStore({ dataDir })
    expect(newer.store.health()).toMatchObject({ mode: 'off', setAside: [] })
    expect(newer.store.health().reason).toMatch(/newer Sluice \(form 9000/)
    expect(() => append(newer.store)).toThrow(unavailable(/newer Sluice/))
    expect(readdirSync(dataDir).filter((name) => name.includes('corrupt'))).toEqual([])
  })

  it('is shared by two: the second reads and keeps what must be kept, adds no history, and takes over', async () => {
    const dataDir = temporaryFolder()
    const { child, mode } = await holdIn(dataDir)
    expect(mode).toBe('writing')
    let now = Date.now()
    const { store, log } = temporaryStore({ dataDir, now: () => now })
    expect(store.health()).toMatchObject({ mode: 'shared', dropped: 0 })
    expect(store.health().reason).toContain('Another Sluice')
    expect(log).toContain('store-shared')
    expect(append(store)).toBeGreaterThan(0)
    expect(store.tryWrite(() => {})).toBe(false)
    child.kill('SIGKILL')
    await once(child, 'exit')
    now += 60_000
    expect(store.tryWrite(() => {})).toBe(true)
    expect(store.health()).toMatchObject({ mode: 'writing', reason: null })
  })

  it('has whole writes only after its process was killed in the middle of them', async () => {
    const dataDir = temporaryFolder()
    for (let round = 1; round <= 3; round += 1) {
      const { child } = await holdIn(dataDir)
      await sleep(60 + 40 * round)
      child.kill('SIGKILL')
      await once(child, 'exit')
      const { store } = temporaryStore({ dataDir })
      const { mode, setAside } = store.health()
      expect({ mode, setAside }).toEqual({ mode: 'writing', setAside: [] })
      const counts = store.read((db) => db.sql('SELECT count(*) AS n FROM audit_log GROUP BY action').all())
      expect(counts).toHaveLength(2)
      expect(counts[0]?.n).toBe(counts[1]?.n)
      expect(Number(counts[0]?.n)).toBeGreaterThan(round)
      store.close()
    }
    expect(existsSync(join(dataDir, 'sluice.db'))).toBe(true)
  })

  it('has a large file looked through by a thread, and begins anew when that finds damage', async () => {
    const dataDir = temporaryFolder()
    const { store } = temporaryStore({ dataDir })
    const bulk = 'x'.repeat(100_000)
    store.write((db) => {
      const insert = db.sql(
        'INSERT INTO group_snapshots (id, cluster, grp, at, who, why, kind) VALUES (?, ?, ?, 1, ?, ?, ?)',
      )
      for (let row = 0; row < 340; row += 1) insert.run(`${row}`, 'local', bulk, '', '', '')
    })
    store.close()
    const file = join(dataDir, 'sluice.db')
    const sound = temporaryStore({ dataDir, worker: WORKER })
    await vi.waitUntil(() => sound.log.includes('store-checked'), { timeout: 10_000 })
    sound.store.close()
    const bytes = readFileSync(file)
    bytes.fill(0xa5, bytes.length - 3 * 4096)
    writeFileSync(file, bytes)
    const broken = temporaryStore({ dataDir, worker: WORKER })
    await vi.waitUntil(() => broken.log.includes('store-set-aside'), { timeout: 10_000 })
    expect(append(broken.store)).toBe(1)
    expect(broken.store.health()).toMatchObject({ mode: 'writing', setAside: [{ file: expect.any(String) }] })
  }, 30_000)

  it('has what was written copied into the database by a thread, and a log that stays small', async () => {
    const dataDir = temporaryFolder()
    const { store, log } = temporaryStore({ dataDir, worker: WORKER })
    const bulk = 'x'.repeat(500_000)
    const size = (name: string) => statSync(join(dataDir, name)).size
    let row = 0
    const fill = () =>
      store.tryWrite((db) => {
        row += 1
        db.sql(
          'INSERT INTO group_snapshots (id, cluster, grp, at, who, why, kind) VALUES (?, ?, ?, 1, ?, ?, ?)',
        ).run(`${row}`, 'local', '', '', bulk, '')
      })
    await vi.waitUntil(
      () => {
        expect(fill()).toBe(true)
        return row >= 64 && size('sluice.db') > row * 250_000 && size('sluice.db-wal') < row * 250_000
      },
      { timeout: 20_000, interval: 10 },
    )
    expect(log.filter((event) => event.includes('not-copied'))).toEqual([])
  }, 30_000)
})
