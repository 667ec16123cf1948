import { describe, expect, it } from 'vitest'
import { readMessagesAddress } from './messages-address.ts'

describe('the address of a messages page', () => {
  it('names the Sluice, the cluster, the topics and the parameters', () => {
    expect(
      readMessagesAddress('http://127.0.0.1:4400/clusters/my%20one/topics/a.b/messages?q=a%26b&limit=5'),
    ).toEqual({
      origin: 'http://127.0.0.1:4400',
      cluster: 'my one',
      topics: ['a.b'],
      params: { q: 'a&b', limit: '5' },
    })
    expect(readMessagesAddress('https://sluice.example/clusters/c/messages?topics=a,b')).toMatchObject({
      topics: ['a', 'b'],
    })
    expect(readMessagesAddress('http://h/clusters/c/topics/t')).toMatchObject({ topics: ['t'], params: {} })
  })

  it.each([
    [''],
    ['orders'],
    ['http://h/clusters/c/topics'],
    ['http://h/clusters/c/messages'],
    ['http://h/clusters/c/topics/t/config'],
    ['http://h/clusters/%ff/topics/t/messages'],
    ['ftp://h/clusters/c/topics/t/messages'],
    ['file:///clusters/c/topics/t/messages'],
  ])('is none in %j', (link) => {
    expect(readMessagesAddress(link)).toBeNull()
  })
})
