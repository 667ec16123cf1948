import { open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { APIRequestContext } from '@playwright/test'
import { ProduceAnswer } from '@sluice/shared/messages-produce'
import { expect, expectAccessible, test } from './fixtures.ts'
import { CLUSTER } from './product.ts'

/** Written by a sample service and read by none, so that nobody else stumbles over what is done to it here. */
const TOPIC = 'member.points-restored'
const PARTITION = 0
const STATE = fileURLToPath(new URL('../.cache/e2e-state/', import.meta.url))

/** A batch of its own; the offset that it got. */
async function write(request: APIRequestContext, text: string): Promise<string> {
  const records = [{ value: { encoding: 'utf8', data: text }, partition: PARTITION }]
  const answer = await request.post(`/api/clusters/${CLUSTER}/topics/${TOPIC}/messages`, {
    data: { records },
  })
  return ProduceAnswer.parse(await answer.json()).records[0]?.offset ?? ''
}

/** Flips a bit of the text where the broker keeps it: what was flipped once is as it was after a second time. */
async function flip(text: string): Promise<void> {
  const names = await readdir(STATE, { recursive: true })
  const name = names.find((one) => one.includes(`${TOPIC}-${PARTITION}/`) && one.endsWith('.log')) ?? ''
  const file = join(STATE, name)
  // Its last letter may be the flipped one.
  const at = (await readFile(file)).indexOf(text.slice(0, -1)) + text.length - 1
  const handle = await open(file, 'r+')
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, at)
  await handle.write(Buffer.from([buffer.readUInt8(0) ^ 1]), 0, 1, at)
  await handle.close()
}

test('a person is told which offset a damaged batch hides, and reads on behind it', async ({
  page,
  request,
  messages,
}) => {
  const text = `to be damaged ${Date.now()} x`
  const damaged = await write(request, text)
  const behind = await write(request, 'stands behind the damage')
  await flip(text)
  try {
    for (const query of ['', '&q=stands behind']) {
      await messages.open(TOPIC, `?from=offset:${damaged}&p=${PARTITION}${query}`)
      await expect(messages.rows().filter({ hasText: 'stands behind the damage' })).toHaveCount(1)
      await messages.status.getByRole('button', { name: /note/ }).click()
      const notes = page.getByRole('region', { name: 'What is not in the list, and why' })
      const told = notes.getByRole('listitem').filter({ hasText: 'A part of the log cannot be read' })
      await expect(told).toContainText(new RegExp(`Partition ${PARTITION}, offsets? ${damaged}`))
      await expect(told).toContainText('its bytes were damaged (the CRC32C in its header is')
      await expectAccessible(page)
    }
    expect(BigInt(behind)).toBe(BigInt(damaged) + 1n)
  } finally {
    await flip(text)
  }
})
