import { describe, expect, it } from 'vitest'
import { createFrameGuard } from './frame-guard.ts'

function frame(bytes: number): Buffer {
  const buffer = Buffer.alloc(4 + bytes, 0xff)
  buffer.writeInt32BE(bytes, 0)
  return buffer
}

describe('the frame guard', () => {
  it('lets frames pass however the socket cuts them', () => {
    const stream = Buffer.concat([frame(5), frame(100), frame(4)])
    for (let size = 1; size <= stream.length; size += 1) {
      const guard = createFrameGuard(100)
      for (let at = 0; at < stream.length; at += size)
        expect(guard(stream.subarray(at, at + size))).toBeNull()
    }
  })

  it.each([-1, 0, 3, 101, 2 ** 31 - 1])('stops at a frame of %i bytes', (length) => {
    const header = Buffer.alloc(4)
    header.writeInt32BE(length, 0)
    const guard = createFrameGuard(100)
    expect(guard(frame(50))).toBeNull()
    expect(guard(header)).toContain(`${length} bytes`)
  })
})
