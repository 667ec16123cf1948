import { describe, expect, it } from 'vitest'
import { closedFault, withScope } from './call-scope.ts'
import { brokerTimeout } from './faults.ts'

const never = new Promise<never>(() => {})
const late = () => brokerTimeout('broker:9092', 'Fetch', 50)
const open = () => new AbortController()

describe('the scope of a call', () => {
  it('turns the deadline into the fault of what was late', async () => {
    const work = withScope({ timeoutMs: 30, closed: open().signal }, (scope) => scope.race(never, late))
    await expect(work).rejects.toMatchObject({ code: 'BROKER_TIMEOUT', address: 'broker:9092' })
  })

  it('lets what was answered in time stand beside what was late', async () => {
    const answers = await withScope({ timeoutMs: 30, closed: open().signal }, (scope) =>
      Promise.all([
        scope.race(Promise.resolve('in time'), late),
        scope.race(never, late).catch((error: Error) => error.name),
      ]),
    )
    expect(answers).toEqual(['in time', 'KafkaFault'])
  })

  it('rejects with the caller’s own reason at once, whatever the work waits for', async () => {
    const caller = open()
    const reason = new Error('gone')
    const work = withScope({ signal: caller.signal, timeoutMs: 5_000, closed: open().signal }, () => never)
    caller.abort(reason)
    await expect(work).rejects.toBe(reason)
  })

  it('does not begin for a caller that is gone or a gateway that is closed', async () => {
    const reason = new Error('gone')
    let begun = false
    const work = async () => {
      begun = true
    }
    const gone = { signal: AbortSignal.abort(reason), timeoutMs: 10, closed: open().signal }
    await expect(withScope(gone, work)).rejects.toBe(reason)
    const closed = { timeoutMs: 10, closed: AbortSignal.abort(closedFault('local')) }
    await expect(withScope(closed, work)).rejects.toMatchObject({ code: 'SHUTTING_DOWN' })
    expect(begun).toBe(false)
  })

  it('waits no longer than a limit of its own', async () => {
    const started = performance.now()
    const work = withScope({ timeoutMs: 5_000, closed: open().signal }, (scope) =>
      scope.race(never, late, 30),
    )
    await expect(work).rejects.toMatchObject({ code: 'BROKER_TIMEOUT' })
    expect(performance.now() - started).toBeLessThan(1_000)
  })

  it('tells what the call left behind that nobody waits any more', async () => {
    let ended = false
    await withScope({ timeoutMs: 5_000, closed: open().signal }, async (scope) => {
      scope.signal.addEventListener('abort', () => {
        ended = true
      })
    })
    expect(ended).toBe(true)
  })
})
