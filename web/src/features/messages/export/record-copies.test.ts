import { describe, expect, it } from 'vitest'
import { sampleMessage } from '../sample-message.fixture.ts'
import { curlRecordCommand, sluiceRecordCommand } from './record-copies.ts'

const place = { origin: 'http://127.0.0.1:4400', cluster: 'my one' }
const message = sampleMessage({ partition: 2, offset: '9007199254740993' })

describe('commands for one record', () => {
  it('name its place', () => {
    expect(sluiceRecordCommand(message, place)).toBe(
      "sluice search 'http://127.0.0.1:4400/clusters/my%20one/topics/orders/messages?from=offset:9007199254740993&p=2&limit=1'",
    )
    expect(curlRecordCommand(message, place)).toBe(
      "curl -s 'http://127.0.0.1:4400/api/clusters/my%20one/topics/orders/partitions/2/offsets/9007199254740993'",
    )
  })
})
