import { describe, expect, it } from 'vitest'
import { runProgram } from './run-program.ts'

const node = process.execPath

describe('a program', () => {
  it('is given its input and answers with its code and both its outputs', async () => {
    const script = 'process.stdin.pipe(process.stdout); console.error("aside"); process.exitCode = 3'
    const lines: string[] = []
    const result = await runProgram(node, ['-e', script], {
      input: 'a\nb\n',
      timeoutMs: 20_000,
      onLine: (line) => lines.push(line),
    })
    expect(result).toEqual({ code: 3, stdout: 'a\nb\n', stderr: 'aside\n' })
    expect(lines).toEqual(['a', 'b'])
  })

  it('that does not end is ended by the deadline', async () => {
    const running = runProgram(node, ['-e', 'setInterval(() => undefined, 1000)'], { timeoutMs: 200 })
    await expect(running).rejects.toThrow('did not end within 200 ms')
  })

  it('is ended when the caller gives up', async () => {
    const signal = AbortSignal.timeout(100)
    const running = runProgram(node, ['-e', 'setInterval(() => undefined, 1000)'], {
      timeoutMs: 20_000,
      signal,
    })
    await expect(running).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  it('that is not there rejects', async () => {
    await expect(runProgram('/nowhere/java', [], { timeoutMs: 1_000 })).rejects.toMatchObject({
      code: 'ENOENT',
    })
  })
})
