import type { Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import { createFrameGuard } from './frame-guard.ts'

/**
 * Puts itself between a connecting socket and the library that reads it. What no broker sends ends the connection with
 * an error: the library would gather 2 GB, or throw inside the socket's handler, which ends the process.
 */
export function guardSocket(socket: Socket): void {
  const isTls = socket instanceof TLSSocket
  // The library adds its reader in this event's first listener; this one comes after it.
  socket.once(isTls ? 'secureConnect' : 'connect', () => {
    const readers = socket.listeners('data')
    socket.removeAllListeners('data')
    const guard = createFrameGuard()
    let first = true
    socket.on('data', (chunk: Buffer) => {
      if (socket.destroyed) return
      const fault = first && !isTls && isTlsRecord(chunk) ? 'The broker requires TLS' : guard(chunk)
      first = false
      if (fault !== null) {
        socket.destroy(new Error(fault))
        return
      }
      try {
        for (const read of readers) read(chunk)
      } catch (error) {
        socket.destroy(error instanceof Error ? error : new Error('unreadable answer'))
      }
    })
  })
}

/** A TLS alert or handshake, which is how a TLS listener answers a plain request. */
function isTlsRecord(chunk: Buffer): boolean {
  const [type = 0, major, minor = 255] = chunk
  return type >= 0x14 && type <= 0x17 && major === 3 && minor <= 4
}
