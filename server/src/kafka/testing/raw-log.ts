import { Connection, createAPI, type Reader, Writer } from '@platformatic/kafka'
import { readBatches } from '#records/batch-reader.ts'

/** A partition's log, byte for byte, by requests written out here: the tests' own way round gateway and clients. */
export class RawLog {
  readonly #connection: Connection

  private constructor(connection: Connection) {
    this.#connection = connection
  }

  static async open(bootstrap: readonly string[]): Promise<RawLog> {
    const [host = '', port = ''] = (bootstrap[0] ?? '').split(':')
    const connection = new Connection('records-test')
    await connection.connect(host, Number(port))
    return new RawLog(connection)
  }

  /** All of partition 0 from the start of its log, in small answers so that batches are cut at their ends. */
  async read(topic: string, readCommitted = false): Promise<FetchedLog> {
    const answers: FetchedLog['answers'] = []
    let next = 0n
    for (;;) {
      const answer = await fetchOnce.async(this.#connection, topic, next, readCommitted)
      if (answer.errorCode !== 0) throw new Error(`Fetch of ${topic} answered error ${answer.errorCode}`)
      const batches = [...readBatches(answer.records)]
      const sizes = batches.map((batch) => (batch.ok ? batch.header.byteLength : batch.byteLength))
      const whole = answer.records.subarray(
        0,
        sizes.reduce((sum, size) => sum + size, 0),
      )
      answers.push({ records: whole, aborted: answer.aborted })
      const last = batches.at(-1)
      if (last === undefined) break
      next = (last.ok ? last.header.lastOffset : last.lastOffset) + 1n
    }
    return { answers, bytes: Buffer.concat(answers.map(({ records }) => records)) }
  }

  /** Hands a batch to the broker as it is; answers the broker's error code. */
  produce(topic: string, batch: Buffer, partition = 0): Promise<number> {
    return produceOnce.async(this.#connection, topic, partition, batch)
  }

  async close(): Promise<void> {
    await this.#connection.close()
  }
}

export interface FetchedLog {
  answers: { records: Buffer; aborted: { producerId: bigint; firstOffset: bigint }[] }[]
  bytes: Buffer
}

interface FetchedOnce {
  errorCode: number
  aborted: { producerId: bigint; firstOffset: bigint }[]
  records: Buffer
}

const MAX_BYTES = 40_000
const TIMEOUT_MS = 10_000

/** Fetch version 4: the first with isolation, the last without anything that is not needed here. */
const fetchOnce = createAPI<[topic: string, offset: bigint, readCommitted: boolean], FetchedOnce>(
  1,
  4,
  (topic, offset, readCommitted) =>
    Writer.create()
      .appendInt32(-1)
      .appendInt32(0)
      .appendInt32(1)
      .appendInt32(MAX_BYTES)
      .appendInt8(readCommitted ? 1 : 0)
      .appendArray(
        [topic],
        (w) =>
          w.appendString(topic, false).appendArray(
            [0],
            (p) => {
              p.appendInt32(0).appendInt64(offset).appendInt32(MAX_BYTES)
            },
            false,
            false,
          ),
        false,
        false,
      ),
  (_correlationId, _key, _version, reader) => {
    reader.readInt32()
    const [partition] = reader
      .readArray(
        (r) => {
          r.readString(false)
          return r.readArray(readFetched, false, false)
        },
        false,
        false,
      )
      .flat()
    if (partition === undefined) throw new Error('Fetch answered no partition')
    return partition
  },
  false,
  false,
)

function readFetched(reader: Reader): FetchedOnce {
  reader.readInt32()
  const errorCode = reader.readInt16()
  reader.readInt64()
  reader.readInt64()
  const aborted = reader.readArray(
    (r) => ({ producerId: r.readInt64(), firstOffset: r.readInt64() }),
    false,
    false,
  )
  return { errorCode, aborted, records: reader.readNullableBytes(false) ?? Buffer.alloc(0) }
}

const produceOnce = createAPI<[topic: string, partition: number, batch: Buffer], number>(
  0,
  7,
  (topic, partition, batch) =>
    Writer.create()
      .appendString(null, false)
      .appendInt16(-1)
      .appendInt32(TIMEOUT_MS)
      .appendArray(
        [topic],
        (w) =>
          w.appendString(topic, false).appendArray(
            [partition],
            (p) => {
              p.appendInt32(partition).appendBytes(batch, false)
            },
            false,
            false,
          ),
        false,
        false,
      ),
  (_correlationId, _key, _version, reader) => {
    const [errorCode] = reader
      .readArray(
        (r) => {
          r.readString(false)
          return r.readArray(
            (p) => {
              p.readInt32()
              const code = p.readInt16()
              p.readInt64()
              p.readInt64()
              p.readInt64()
              return code
            },
            false,
            false,
          )
        },
        false,
        false,
      )
      .flat()
    return errorCode ?? -1
  },
  false,
  false,
)
