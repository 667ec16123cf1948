import { afterEach, describe, expect, it, vi } from 'vitest'
import { type LaidOut, LayoutClient, type WorkerSide } from './layout-client.ts'
import { serveLayouts } from './serve-layouts.ts'
import { chain, graphOf } from './testing/sample-graphs.ts'

const NO_PINS = new Map()

/** A worker's two sides without a thread: the same messages, copied as a worker's would be. */
function openChannel(ended: () => void = () => undefined): WorkerSide {
  const { port1, port2 } = new MessageChannel()
  serveLayouts(port2)
  const side: WorkerSide = {
    onmessage: null,
    onerror: null,
    postMessage: (request) => port1.postMessage(request),
    terminate: () => {
      ended()
      port1.close()
    },
  }
  port1.onmessage = (event) => side.onmessage?.(event)
  return side
}

function clientOver(open: () => WorkerSide): { client: LayoutClient; shown: LaidOut[]; faults: string[] } {
  const shown: LaidOut[] = []
  const faults: string[] = []
  const client = new LayoutClient(open, {
    laidOut: (laidOut) => shown.push(laidOut),
    failed: (kind, detail) => faults.push(`${kind}: ${detail}`),
  })
  opened.push(client)
  return { client, shown, faults }
}

const opened: LayoutClient[] = []
afterEach(() => {
  vi.useRealTimers()
  for (const client of opened.splice(0)) client.close()
})

describe('LayoutClient', () => {
  it('lays out what is asked first and last, and passes over what was replaced meanwhile', async () => {
    const { client, shown } = clientOver(openChannel)
    const graphs = [chain(3), chain(4), chain(5)]
    for (const graph of graphs) client.ask({ graph, pins: NO_PINS, tidy: false })
    await vi.waitFor(() => expect(shown).toHaveLength(2))
    expect(shown.map(({ graph }) => graph)).toEqual([graphs[0], graphs[2]])
    expect(shown[1]?.layout.nodes).toHaveLength(5)
    expect(client.busy).toBe(false)
  })

  it('starts from the picture before, and from nothing when told to tidy up', async () => {
    const { client, shown } = clientOver(openChannel)
    client.ask({ graph: graphOf('b>c'), pins: NO_PINS, tidy: false })
    await vi.waitFor(() => expect(shown).toHaveLength(1))
    client.ask({ graph: graphOf('b>c', 'a>b'), pins: NO_PINS, tidy: false })
    await vi.waitFor(() => expect(shown).toHaveLength(2))
    expect(shown[1]?.layout.left).toBeLessThan(0)
    client.ask({ graph: graphOf('b>c', 'a>b'), pins: NO_PINS, tidy: true })
    await vi.waitFor(() => expect(shown).toHaveLength(3))
    expect(shown[2]?.layout.left).toBe(0)
  })

  it('says that a worker failed, ends it, and gives the next wish to another one', async () => {
    let opens = 0
    let ends = 0
    const broken: WorkerSide = {
      onmessage: null,
      onerror: null,
      postMessage: () => broken.onerror?.({ message: 'out of memory' } as ErrorEvent),
      terminate: () => ends++,
    }
    const { client, shown, faults } = clientOver(() => (opens++ === 0 ? broken : openChannel()))
    client.ask({ graph: chain(3), pins: NO_PINS, tidy: false })
    expect(faults).toEqual(['failed: out of memory'])
    expect(ends).toBe(1)
    client.ask({ graph: chain(3), pins: NO_PINS, tidy: false })
    await vi.waitFor(() => expect(shown).toHaveLength(1))
  })

  it('ends a worker that does not answer', () => {
    vi.useFakeTimers()
    let ends = 0
    const hung = { onmessage: null, onerror: null, postMessage: () => undefined, terminate: () => ends++ }
    const { client, faults } = clientOver(() => hung)
    client.ask({ graph: chain(3), pins: NO_PINS, tidy: false })
    vi.advanceTimersByTime(60_000)
    expect(faults).toEqual(['too-slow: 3 nodes'])
    expect(ends).toBe(1)
    expect(client.busy).toBe(false)
  })

  it('tells nothing once it is closed', async () => {
    let ends = 0
    const { client, shown } = clientOver(() => openChannel(() => ends++))
    client.ask({ graph: chain(3), pins: NO_PINS, tidy: false })
    client.close()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(shown).toEqual([])
    expect(ends).toBe(1)
  })
})
