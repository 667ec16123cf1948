import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ClusterConnection, SaslConnection, TlsConnection } from '../connection-config.ts'
import type { KafkaGateway } from '../gateway.ts'
import type { KafkaFault } from '../kafka-fault.ts'
import { allowBob } from '../testing/allow.ts'
import { connectionTo } from '../testing/connection-to.ts'
import { codesOf, valuesOf } from '../testing/outcomes.ts'
import { createRealSeeder } from '../testing/real-seeder.ts'
import { PASSWORDS, type SecureKafka, startSecureKafka } from '../testing/secure-kafka.ts'
import { createRealGateway } from './real-gateway.ts'
import { createRealWriter } from './real-writer.ts'

let kafka: SecureKafka
const gateways: KafkaGateway[] = []

beforeAll(async () => {
  kafka = await startSecureKafka()
})

afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.close()))
  await kafka?.stop()
})

type Listener = keyof SecureKafka['listeners']

function open(listener: Listener, more: Partial<ClusterConnection> = {}): KafkaGateway {
  const gateway = createRealGateway(connectionTo([kafka.listeners[listener]], more))
  gateways.push(gateway)
  return gateway
}

async function faultOf(gateway: KafkaGateway): Promise<KafkaFault | null> {
  return await gateway.describeCluster().then(
    () => null,
    (error: KafkaFault) => error,
  )
}

const trusted = (more: Partial<TlsConnection> = {}): TlsConnection => ({
  ca: kafka.server.cert,
  rejectUnauthorized: true,
  ...more,
})
const alice = (mechanism: 'PLAIN' | 'SCRAM-SHA-256' | 'SCRAM-SHA-512', password: string): SaslConnection => ({
  mechanism,
  username: 'alice',
  password,
})
const bearer = (subject: string, expiresInS: number): SaslConnection => {
  const now = Math.floor(Date.now() / 1000)
  const part = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url')
  const token = `${part({ alg: 'none' })}.${part({ sub: subject, iat: now - 60, exp: now + expiresInS })}.`
  return { mechanism: 'OAUTHBEARER', token: async () => token }
}

describe('SASL', () => {
  it.each(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'] as const)('lets in by %s', async (mechanism) => {
    const gateway = open('SASL', { sasl: alice(mechanism, PASSWORDS.alice) })
    expect((await gateway.describeCluster()).brokers).toHaveLength(1)
  })

  it.each(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'] as const)(
    'names the user and the broker’s words where %s is refused, and never the password',
    async (mechanism) => {
      const gateway = open('SASL', { sasl: alice(mechanism, 'wrong-secret') })
      const fault = await faultOf(gateway)
      expect(fault?.code).toBe('AUTHENTICATION_FAILED')
      expect(fault?.message).toContain(`SASL: ${mechanism} refused user "alice"`)
      expect(fault?.message).toMatch(/credentials/)
      expect(JSON.stringify(fault) + fault?.message).not.toContain('wrong-secret')
    },
  )

  it('does not repeat refused credentials at every call, which would lock the account', async () => {
    const gateway = open('SASL', { sasl: alice('PLAIN', 'wrong-secret') })
    await faultOf(gateway)
    const started = performance.now()
    const again = await faultOf(gateway)
    expect(again?.code).toBe('AUTHENTICATION_FAILED')
    // The broker itself delays each refusal by 100 ms, so nothing this fast has asked it.
    expect(performance.now() - started).toBeLessThan(50)
  })

  it('lets in by a bearer token, and says so when it is refused', async () => {
    expect(await faultOf(open('SASL', { sasl: bearer('alice', 300) }))).toBeNull()
    const fault = await faultOf(open('SASL', { sasl: bearer('alice', -120) }))
    expect(fault).toMatchObject({ code: 'AUTHENTICATION_FAILED' })
    expect(fault?.message).toContain('SASL: OAUTHBEARER')
  })

  it('says what the broker offers where the mechanism is not among it', async () => {
    const sasl = alice('PLAIN', PASSWORDS.alice)
    const fault = await faultOf(open('SASLTLS', { sasl, tls: trusted() }))
    expect(fault?.message).toMatch(/does not offer PLAIN; it offers .*SCRAM-SHA-256/)
  })

  it('says which side lacks SASL where the two differ', async () => {
    const unasked = await faultOf(open('PLAINTEXT', { sasl: alice('PLAIN', PASSWORDS.alice) }))
    expect(unasked?.message).toContain('takes no credentials')
    const unsent = await faultOf(open('SASL'))
    expect(unsent?.message).toContain('may expect SASL credentials')
  })
})

describe('TLS', () => {
  it('lets in where the certificate’s authority is trusted, with SASL on top as well', async () => {
    expect(await faultOf(open('TLS', { tls: trusted() }))).toBeNull()
    const sasl = alice('SCRAM-SHA-512', PASSWORDS.alice)
    expect(await faultOf(open('SASLTLS', { tls: trusted(), sasl }))).toBeNull()
  })

  it('names TLS and the missing CA where the certificate is not trusted', async () => {
    const fault = await faultOf(open('TLS', { tls: { rejectUnauthorized: true } }))
    expect(fault?.code).toBe('AUTHENTICATION_FAILED')
    expect(fault?.message).toMatch(/TLS: .*self-signed.*CA/)
  })

  it('takes an untrusted certificate only when told to', async () => {
    expect(await faultOf(open('TLS', { tls: { rejectUnauthorized: false } }))).toBeNull()
  })

  it('names an expired certificate, and one for another name', async () => {
    const other = await faultOf(open('TLS', { tls: trusted({ serverName: 'broker.example' }) }))
    expect(other?.message).toContain('TLS: the certificate is for another name')
    const expired = await faultOf(open('EXPIRED', { tls: trusted({ ca: kafka.expired.cert }) }))
    expect(expired?.message).toContain('TLS: the broker’s certificate has expired')
  })

  it('says which side speaks TLS where the two differ', async () => {
    const plain = await faultOf(open('TLS'))
    expect(plain?.message).toContain('the broker expects TLS')
    const encrypted = await faultOf(open('PLAINTEXT', { tls: trusted() }))
    expect(encrypted?.message).toMatch(/TLS: .*not speak TLS/)
  })

  it('shows a client certificate where one is required, and says so where there is none', async () => {
    const { cert, key } = kafka.client
    expect(await faultOf(open('MUTUAL', { tls: trusted({ cert, key }) }))).toBeNull()
    const fault = await faultOf(open('MUTUAL', { tls: trusted() }))
    expect(fault?.message).toContain('TLS: the broker did not accept the client certificate')
  })
})

describe('rights', () => {
  const allowed = `allowed.${randomUUID()}`
  const secret = `secret.${randomUUID()}`
  const seen = `seen.${randomUUID()}`
  const hidden = `hidden.${randomUUID()}`
  const bob = { sasl: { mechanism: 'PLAIN' as const, username: 'bob', password: PASSWORDS.bob } }
  let gateway: KafkaGateway

  beforeAll(async () => {
    const seeder = await createRealSeeder([kafka.listeners.PLAINTEXT])
    for (const name of [allowed, secret]) {
      await seeder.createTopic({ name, partitions: 1 })
      await seeder.append(name, 0, [{ timestamp: 1_000, value: 'v' }])
    }
    for (const group of [seen, hidden]) {
      for (const topic of [allowed, secret]) await seeder.commit(group, topic, [{ partition: 0, offset: 1n }])
    }
    await seeder.close()
    await allowBob(kafka.listeners.PLAINTEXT, [
      { what: 'TOPIC', name: allowed, operation: 'READ' },
      { what: 'GROUP', name: seen, operation: 'DESCRIBE' },
    ])
    gateway = open('SASL', bob)
  })

  it('lists what the user may see, and faults what is named without the right', async () => {
    const names = valuesOf(await gateway.describeTopics()).map(({ name }) => name)
    expect(names).toEqual([allowed])
    expect(codesOf(await gateway.describeTopics([allowed, secret]))).toEqual([null, 'NOT_AUTHORIZED'])
  })

  it('reads what is allowed beside what is not', async () => {
    const request = (topic: string) => ({ topic, partition: 0, offset: 0n, maxBytes: 10_000 })
    const options = { isolation: 'read_committed', maxWaitMs: 0, maxBytes: 100_000 } as const
    const fetched = await gateway.fetch([request(secret), request(allowed)], options)
    expect(codesOf(fetched)).toEqual(['NOT_AUTHORIZED', null])
    const queries = [secret, allowed].map((topic) => ({ topic, partition: 0, at: 'latest' as const }))
    expect(codesOf(await gateway.listOffsets(queries))).toEqual(['NOT_AUTHORIZED', null])
  })

  it('names producers where records may be read, and no transaction whose id may not be described', async () => {
    const partitions = [secret, allowed].map((topic) => ({ topic, partition: 0 }))
    expect(codesOf(await gateway.describeProducers(partitions))).toEqual(['NOT_AUTHORIZED', null])
    const listed = valuesOf(await gateway.listTransactions())
    expect(listed.flatMap(({ transactions }) => transactions)).toEqual([])
    const [described] = await gateway.describeTransactions(['not-mine'])
    expect(described).toMatchObject({
      ok: false,
      transactionalId: 'not-mine',
      fault: { code: 'NOT_AUTHORIZED', message: expect.stringContaining('the right Describe') },
    })
  })

  it('lists the groups that may be described, tells their commits in topics that may be, and names what is missing', async () => {
    const listed = valuesOf(await gateway.listGroups()).flatMap(({ groups }) => groups)
    expect(listed.map(({ group }) => group)).toEqual([seen])
    const [offsets, refused] = await gateway.listGroupOffsets([seen, hidden])
    expect(offsets).toMatchObject({ value: { topics: [{ topic: allowed }] } })
    const fault = { code: 'NOT_AUTHORIZED', message: expect.stringMatching(/group .*the right Describe/) }
    expect(refused).toMatchObject({ group: hidden, fault })
    const asked = [seen, hidden].map((group) => ({ group, kind: 'classic' as const }))
    expect(codesOf(await gateway.describeGroups(asked))).toEqual([null, 'NOT_AUTHORIZED'])
    expect(codesOf(await gateway.listShareOffsets([hidden]))).toEqual(['NOT_AUTHORIZED'])
  })

  it('moves no group without the right Read, nor deletes one without the right Delete', async () => {
    const writer = createRealWriter(connectionTo([kafka.listeners.SASL], bob))
    const at = { topic: allowed, partition: 0, offset: 0n, leaderEpoch: null, metadata: '' }
    const refusal = (right: string) => ({
      code: 'NOT_AUTHORIZED',
      written: 'no',
      message: expect.stringContaining(`the right ${right}`),
    })
    expect(await writer.commitGroupOffsets(seen, [at])).toMatchObject([{ fault: refusal('Read') }])
    expect(await writer.commitGroupOffsets(hidden, [at])).toMatchObject([{ fault: refusal('Describe') }])
    await expect(writer.deleteGroup(seen)).rejects.toMatchObject(refusal('Delete'))
    await writer.close()
  })

  it('lists every permission to who may see them, and says which right is missing to who may not', async () => {
    const bobs = (await open('PLAINTEXT').describeAcls()).filter(({ principal }) => principal === 'User:bob')
    const rest = { pattern: 'literal', principal: 'User:bob', host: '*', allowed: true }
    expect(bobs).toHaveLength(2)
    expect(bobs).toContainEqual({ resource: 'topic', name: allowed, operation: 'read', ...rest })
    expect(bobs).toContainEqual({ resource: 'group', name: seen, operation: 'other', ...rest })
    await expect(gateway.describeAcls()).rejects.toMatchObject({
      code: 'NOT_AUTHORIZED',
      message: expect.stringContaining('the right Describe on the cluster'),
    })
  })

  it('says which right is missing for configuration, sizes and the quorum', async () => {
    const [configs] = await gateway.describeTopicConfigs([allowed])
    expect(configs).toMatchObject({ ok: false, fault: { code: 'NOT_AUTHORIZED' } })
    const [dirs] = await gateway.describeLogDirs()
    expect(dirs).toMatchObject({ ok: false, fault: { code: 'NOT_AUTHORIZED' } })
    await expect(gateway.describeQuorum()).rejects.toMatchObject({ code: 'NOT_AUTHORIZED' })
  })
})
