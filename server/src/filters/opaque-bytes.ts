import type { Environment } from '@marcbachmann/cel-js'

/**
 * Bytes that are no text. CEL's own bytes can be added up to gigabytes outside of the heap, where no limit of the
 * worker holds them; these can only be compared and looked at.
 */
export class OpaqueBytes {
  readonly #bytes: Buffer

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  copy(): Buffer {
    return Buffer.from(this.#bytes)
  }

  static addTo(env: Environment): void {
    env.registerType('Bytes', OpaqueBytes)
    env.registerOperator('Bytes == bytes: bool', (a: OpaqueBytes, b: Uint8Array) => a.#bytes.equals(b))
    env.registerOperator('Bytes == Bytes: bool', (a: OpaqueBytes, b: OpaqueBytes) =>
      a.#bytes.equals(b.#bytes),
    )
    env.registerFunction('size(Bytes): int', (a: OpaqueBytes) => BigInt(a.#bytes.length))
    env.registerFunction('Bytes.size(): int', (a: OpaqueBytes) => BigInt(a.#bytes.length))
    env.registerFunction('Bytes.hex(): string', (a: OpaqueBytes) => a.#bytes.toString('hex'))
    env.registerFunction('Bytes.base64(): string', (a: OpaqueBytes) => a.#bytes.toString('base64'))
    env.registerFunction('Bytes.contains(bytes): bool', (a: OpaqueBytes, b: Uint8Array) =>
      a.#bytes.includes(Buffer.from(b)),
    )
    env.registerFunction('Bytes.startsWith(bytes): bool', (a: OpaqueBytes, b: Uint8Array) => {
      return a.#bytes.subarray(0, b.length).equals(b)
    })
    env.registerFunction('Bytes.endsWith(bytes): bool', (a: OpaqueBytes, b: Uint8Array) => {
      return b.length <= a.#bytes.length && a.#bytes.subarray(a.#bytes.length - b.length).equals(b)
    })
  }
}
