import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { SERVICE_NAMES, type ServiceName } from './service-table.ts'
import { keepStopped } from './stopped-services.ts'

describe('services that people stop', () => {
  it('one whose name lies in the folder is stopped, alone, and starts again when it is gone', async () => {
    const root = await mkdtemp(join(tmpdir(), 'sluice-stop-'))
    const ending = new AbortController()
    const told: string[] = []
    const reader = (name: ServiceName) => ({
      open: async () => void told.push(`${name} opens`),
      close: async () => void told.push(`${name} closes`),
    })
    const readers = Object.fromEntries(SERVICE_NAMES.map((name) => [name, reader(name)])) as Record<
      ServiceName,
      ReturnType<typeof reader>
    >
    const done = keepStopped({ folder: root, readers, report: () => {}, signal: ending.signal, everyMs: 5 })
    onTestFinished(async () => {
      ending.abort()
      await done
      await rm(root, { recursive: true })
    })
    await writeFile(join(root, 'best-book'), '')
    await vi.waitFor(() => expect(told).toEqual(['best-book closes']))
    await rm(join(root, 'best-book'))
    await vi.waitFor(() => expect(told).toEqual(['best-book closes', 'best-book opens']))
  })

  it('a folder that is not there stops nobody', async () => {
    const readers = {} as Parameters<typeof keepStopped>[0]['readers']
    const signal = AbortSignal.timeout(30)
    const folder = join(tmpdir(), 'sluice-no-such-folder')
    await expect(
      keepStopped({ folder, readers, report: () => {}, signal, everyMs: 5 }),
    ).resolves.toBeUndefined()
  })
})
