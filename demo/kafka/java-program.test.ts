import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it, vi } from 'vitest'
import { startJava } from './java-program.ts'
import { isAlive } from './running-process.ts'

// What is started is told by its path: the shell serves as well as Java, and starts at once.
const shell = (script: string) => startJava('/bin/sh', ['-c', script])

it('gives the first line that matches, printed already or yet to come', async () => {
  const program = shell('echo one; echo two; sleep 0.1; echo three; exec sleep 30')
  expect(await program.untilLine(/t/)).toBe('two')
  expect(await program.untilLine(/three/)).toBe('three')
  expect(await program.untilLine(/one/)).toBe('one')
  expect(program.lines).toEqual(['one', 'two', 'three'])
  await program.stop()
})

it('says why no such line came: the program ended with its last words, or time is up', async () => {
  const failing = shell('echo "no such class" >&2; exit 3')
  await expect(failing.untilLine(/ready/)).rejects.toThrow(/exit code 3.*no such class/s)
  const silent = shell('exec sleep 30')
  await expect(silent.untilLine(/ready/, 50)).rejects.toThrow(/not within 50 ms/)
  await silent.stop()
  await expect(startJava('/no/such/java', []).untilLine(/ready/)).rejects.toThrow(
    /exit code 127.*no.such.java/s,
  )
})

it('is gone when its stop returns', async () => {
  const program = shell('echo $$; exec sleep 30')
  const pid = Number(await program.untilLine(/^\d+$/))
  expect(isAlive(pid)).toBe(true)
  await program.stop()
  expect(isAlive(pid)).toBe(false)
})

it('goes when this process is killed, which can then end nothing itself', async () => {
  const source = new URL('./java-program.ts', import.meta.url)
  const script = `import { startJava } from '${source}'
    const program = startJava('/bin/sh', ['-c', 'echo $$; exec sleep 30'])
    console.log(await program.untilLine(/^[0-9]+$/))`
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = await once(parent.stdout, 'data')
  const pid = Number(String(said))
  expect(isAlive(pid)).toBe(true)
  parent.kill('SIGKILL')
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 5_000 })
})
