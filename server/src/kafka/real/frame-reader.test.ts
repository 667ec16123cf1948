import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FrameReader } from './frame-reader.ts'

function frame(bytes: number, fill = 0xff): Buffer {
  const buffer = Buffer.alloc(4 + bytes, fill)
  buffer.writeInt32BE(bytes, 0)
  return buffer
}

/** As a socket fills the room it is given, at most `most` bytes at a time. */
function fill(reader: FrameReader, stream: Buffer, most: number): string | null {
  for (let at = 0; at < stream.length; ) {
    const bytes = stream.copy(reader.room, 0, at, at + most)
    at += bytes
    const fault = reader.took(bytes)
    if (fault !== null) return fault
  }
  return null
}

describe('the frame reader', () => {
  it('hands over the same whole answers however the socket cuts them, chunk by chunk or in place', () => {
    const sizes = fc.array(fc.oneof(fc.integer({ min: 4, max: 300 }), fc.constant(70_000)), { maxLength: 6 })
    const cut = fc.oneof(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1_000, max: 100_000 }))
    fc.assert(
      fc.property(sizes, cut, fc.boolean(), fc.boolean(), (lengths, most, placed, inPlace) => {
        const sent = lengths.map((bytes, at) => frame(bytes, at))
        const got: Buffer[] = []
        const reader = new FrameReader((whole) => got.push(whole))
        if (placed) reader.memory = { take: (bytes) => Buffer.alloc(bytes + 100).subarray(100) }
        const stream = Buffer.concat(sent)
        const chunks = Array.from({ length: Math.ceil(stream.length / most) }, (_, at) =>
          stream.subarray(at * most, (at + 1) * most),
        )
        if (inPlace) expect(fill(reader, stream, most)).toBeNull()
        else expect(chunks.find((chunk) => reader.feed(chunk) !== null)).toBeUndefined()
        expect(got.map(({ length }) => length)).toEqual(sent.map(({ length }) => length))
        // As bytes: printed or compared one by one they would take longer than all the rest.
        expect(got.every((whole, at) => whole.equals(sent[at] ?? Buffer.alloc(0)))).toBe(true)
      }),
    )
  })

  it.each([-1, 0, 3, 101, 2 ** 31 - 1])('stops at a frame of %i bytes', (length) => {
    const header = Buffer.alloc(4)
    header.writeInt32BE(length, 0)
    const reader = new FrameReader(() => {}, 100)
    expect(reader.feed(frame(50))).toBeNull()
    expect(reader.feed(header)).toContain(`${length} bytes`)
  })

  it('lays large answers into memory it is given, small ones elsewhere, and gives no more room in either once whole', () => {
    const memory = Buffer.alloc(200_000)
    const got: Buffer[] = []
    const reader = new FrameReader((whole) => got.push(whole))
    reader.memory = { take: (bytes) => memory.subarray(0, bytes) }
    expect(reader.feed(Buffer.concat([frame(100_000), frame(50)]))).toBeNull()
    expect(got.map(({ buffer }) => buffer === memory.buffer)).toEqual([true, false])
    expect(got.map(({ buffer }) => buffer === reader.room.buffer)).toEqual([false, false])
    reader.memory = null
    expect(reader.feed(frame(100_000, 1))).toBeNull()
    expect(got[2]?.buffer === memory.buffer).toBe(false)
  })
})
