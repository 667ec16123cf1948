import { ScanFrame } from '@sluice/shared/messages'
import { describe, expect, it } from 'vitest'
import { StallWatch } from '#http/stall-watch.ts'
import { ExportJob } from './export-job.ts'
import { NdjsonWriter } from './ndjson-writer.ts'
import { sampleMessage } from './testing/sample-messages.ts'

const OPEN = ScanFrame.parse({
  t: 'open',
  requestId: 'r1',
  topics: ['orders'],
  order: 'time',
  limit: 100,
  isolation: 'read_committed',
  ranges: [],
  missing: [],
  keyLookup: null,
  cursor: null,
})

/** A job over a scan without end, whose reader has taken a piece and takes no more. */
async function stalled(stallMs?: number) {
  const held = { scan: true, place: true }
  async function* endless(): AsyncGenerator<ScanFrame, void, void> {
    try {
      yield OPEN
      for (;;) yield { t: 'rows', rows: [sampleMessage({})] }
    } finally {
      held.scan = false
    }
  }
  const job = await ExportJob.open('id', {
    frames: endless(),
    writer: new NdjsonWriter({ format: 'ndjson', bytes: 'text', trailer: true }),
    filename: 'orders.ndjson',
    stop: () => {},
    onOver: () => {
      held.place = false
    },
    faultOf: () => ({ code: 'INTERNAL', message: 'unexpected' }),
    ...(stallMs !== undefined && { watch: (late: () => void) => new StallWatch(late, stallMs) }),
  })
  const reader = job.take().getReader()
  await reader.read()
  return { job, reader, held }
}

const trailerOf = ({ value }: { value?: Uint8Array | undefined }) =>
  JSON.parse(Buffer.from(value ?? []).toString())

describe('an export whose reader has stopped to read', () => {
  it('gives back what it holds as soon as it is cancelled', async () => {
    const { job, reader, held } = await stalled()
    expect(held).toEqual({ scan: true, place: true })
    await job.end('cancelled')
    expect(held).toEqual({ scan: false, place: false })
    expect(trailerOf(await reader.read())).toMatchObject({ end: { complete: false, state: 'cancelled' } })
    await expect(reader.read()).rejects.toThrow('broken off')
    expect(job.status).toMatchObject({ state: 'cancelled', fault: null })
  })

  it('is ended after a while, and the transfer broken off', async () => {
    const { job, reader, held } = await stalled(30)
    await expect.poll(() => held).toEqual({ scan: false, place: false })
    expect(job.status.state).toBe('cancelled')
    await reader.read()
    await expect(reader.read()).rejects.toThrow('broken off')
  })
})
