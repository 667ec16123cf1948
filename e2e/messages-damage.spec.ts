import { open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, expectAccessible, test } from './fixtures.ts'

/** Written by a sample service and read by none, so that nobody else stumbles over what is done to it here. */
const TOPIC = 'member.points-restored'
const STATE = new URL('../.cache/e2e-state/', import.meta.url).pathname

/** Where a partition's batches lie in its file, by the lengths in their headers; byte 57 counts the records. */
function batchesOf(log: Buffer): { at: number; bytes: number; first: bigint; last: bigint }[] {
  const found: ReturnType<typeof batchesOf> = []
  for (let at = 0; at + 61 <= log.length; ) {
    const bytes = 12 + log.readInt32BE(at + 8)
    const first = log.readBigInt64BE(at)
    found.push({ at, bytes, first, last: first + BigInt(log.readInt32BE(at + 23)) })
    at += bytes
  }
  return found
}

/** The log file of a partition that has a batch between two others. */
async function findLog(): Promise<{
  file: string
  partition: string
  batch: ReturnType<typeof batchesOf>[0]
}> {
  const names = await readdir(STATE, { recursive: true })
  const files = names.filter((name) => name.includes(`${TOPIC}-`) && name.endsWith('.log'))
  for (const name of files) {
    const file = join(STATE, name)
    const batch = batchesOf(await readFile(file)).slice(1, -1)[0]
    const partition = new RegExp(`${TOPIC}-(\\d+)`).exec(name)?.[1]
    if (batch !== undefined && partition !== undefined) return { file, partition, batch }
  }
  throw new Error(`No partition of ${TOPIC} has three batches`)
}

/** Flips a byte where the broker keeps it; a second time, it is as it was. */
async function flipByte(file: string, at: number): Promise<void> {
  const handle = await open(file, 'r+')
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, at)
  await handle.write(Buffer.from([buffer.readUInt8(0) ^ 0x20]), 0, 1, at)
  await handle.close()
}

test('a person is told which offsets a damaged batch hides, and reads on behind it', async ({
  page,
  messages,
}) => {
  const { file, partition, batch } = await findLog()
  const broken = batch.at + batch.bytes - 2
  await flipByte(file, broken)
  try {
    for (const search of ['', '&q=nothing-has-this-text']) {
      await messages.open(TOPIC, `?from=oldest&p=${partition}&limit=10000${search}`)
      await messages.status.getByRole('button', { name: /note/ }).click()
      const notes = page.getByRole('region', { name: 'What is not in the list, and why' })
      const told = notes.getByRole('listitem').filter({ hasText: 'CRC32C' })
      await expect(told).toHaveCount(1)
      await expect(told).toContainText(batch.first.toLocaleString('en-US'))
      await expect(told).toContainText(batch.last.toLocaleString('en-US'))
      await expectAccessible(page)
    }
    await messages.open(TOPIC, `?from=offset:${batch.last + 1n}&p=${partition}`)
    await expect(messages.rows().first()).toBeVisible()
  } finally {
    await flipByte(file, broken)
  }
})
