import type { OnReadOpts, Socket } from 'node:net'
import { TLSSocket } from 'node:tls'
import type { AnswerMemory } from '../gateway.ts'
import { FrameReader } from './frame-reader.ts'

/**
 * Stands between a socket and the library that reads it, and hands over whole answers only. The socket reads straight
 * into their memory: in chunks of the socket's own, a search would mostly copy them and collect them as garbage. What no
 * broker sends, or the library cannot read, ends the connection: thrown inside a socket's handler it would end the process.
 */
export class SocketGuard {
  /** To be given to the socket when it is made. */
  readonly onread: OnReadOpts = {
    buffer: () => this.#frames.room,
    callback: (bytes, room) => {
      this.#check(room.subarray(0, bytes), () => this.#frames.took(bytes))
      return true
    },
  }
  readonly #frames = new FrameReader((frame) => this.#deliver(frame))
  #socket: Socket | null = null
  #readers: ((frame: Buffer) => void)[] = []
  #heard = false

  /** Takes the place of the reader that the library adds in the first listener of the connecting socket. */
  guard(socket: Socket): void {
    this.#socket = socket
    socket.once(socket instanceof TLSSocket ? 'secureConnect' : 'connect', () => {
      this.#readers = socket.listeners('data') as ((frame: Buffer) => void)[]
      socket.removeAllListeners('data')
      socket.on('data', (chunk: Buffer) => this.#check(chunk, () => this.#frames.feed(chunk)))
    })
  }

  /** Where large answers are laid from now on. */
  set memory(memory: AnswerMemory | null) {
    this.#frames.memory = memory
  }

  #check(came: Uint8Array, take: () => string | null): void {
    const socket = this.#socket
    if (socket === null || socket.destroyed) return
    const alien = !this.#heard && !(socket instanceof TLSSocket) && isTlsRecord(came)
    this.#heard = true
    const fault = alien ? 'The broker requires TLS' : take()
    if (fault !== null) socket.destroy(new Error(fault))
  }

  #deliver(frame: Buffer): void {
    try {
      for (const read of this.#readers) read(frame)
    } catch (error) {
      this.#socket?.destroy(error instanceof Error ? error : new Error('unreadable answer'))
    }
  }
}

/** A TLS alert or handshake, which is how a TLS listener answers a plain request. */
function isTlsRecord(bytes: Uint8Array): boolean {
  const [type = 0, major, minor = 255] = bytes
  return type >= 0x14 && type <= 0x17 && major === 3 && minor <= 4
}
