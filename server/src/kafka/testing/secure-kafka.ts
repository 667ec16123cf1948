import { pbkdf2Sync, randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { alterUserScramCredentialsV0, Connection } from '@platformatic/kafka'
import type { KafkaNode } from '@sluice/demo/kafka/kafka-nodes.ts'
import { startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { type SelfSigned, selfSigned } from './self-signed.ts'

/** A broker with every kind of listener, its certificates, and the users alice and bob. */
export interface SecureKafka {
  /** host:port by listener name; PLAINTEXT is for seeding, by a super user. */
  listeners: Record<'PLAINTEXT' | 'SASL' | 'TLS' | 'EXPIRED' | 'MUTUAL' | 'SASLTLS', string>
  server: SelfSigned
  expired: SelfSigned
  client: SelfSigned
  stop(): Promise<void>
}

export const PASSWORDS = { alice: 'alice-secret', bob: 'bob-secret' } as const

const SCRAM_ITERATIONS = 4_096
/** Mechanism number of the protocol, digest, bytes of the salted password. */
const SCRAM = [
  [1, 'sha256', 32],
  [2, 'sha512', 64],
] as const
const DAY_MS = 86_400_000
const PLAIN_MODULE = 'org.apache.kafka.common.security.plain.PlainLoginModule'
const SCRAM_MODULE = 'org.apache.kafka.common.security.scram.ScramLoginModule'
const BEARER_MODULE = 'org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule'

export async function startSecureKafka(): Promise<SecureKafka> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-secure-'))
  const server = selfSigned({ commonName: 'kafka', alternativeNames: [{ ip: [127, 0, 0, 1] }] })
  const client = selfSigned({ commonName: 'client', alternativeNames: [{ dns: 'client.test' }] })
  const expired = selfSigned({
    commonName: 'kafka',
    alternativeNames: [{ ip: [127, 0, 0, 1] }],
    notBefore: new Date(Date.now() - 3 * DAY_MS),
    notAfter: new Date(Date.now() - DAY_MS),
  })
  const store = async (name: string, text: string): Promise<string> => {
    const path = join(folder, name)
    await writeFile(path, text)
    return path
  }
  const files = {
    server: await store('server.pem', server.key + server.cert),
    expired: await store('expired.pem', expired.key + expired.cert),
    trusted: await store('trusted.pem', client.cert),
  }
  const cluster = await startKafka({
    listeners: { SASL: 'SASL_PLAINTEXT', TLS: 'SSL', EXPIRED: 'SSL', MUTUAL: 'SSL', SASLTLS: 'SASL_SSL' },
    properties: {
      ...saslProperties('sasl'),
      ...saslProperties('sasltls'),
      ...tlsProperties(files),
      ...RIGHTS,
    },
  })
  const stop = async () => {
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
  const [node] = cluster.nodes
  if (node === undefined) throw new Error('Kafka started without a node')
  await addScramUsers(node).catch(async (error) => {
    await stop()
    throw error
  })
  const at = (name: string) => `127.0.0.1:${node.listeners[name]}`
  return {
    listeners: {
      PLAINTEXT: at('PLAINTEXT'),
      SASL: at('SASL'),
      TLS: at('TLS'),
      EXPIRED: at('EXPIRED'),
      MUTUAL: at('MUTUAL'),
      SASLTLS: at('SASLTLS'),
    },
    server,
    expired,
    client,
    stop,
  }
}

const RIGHTS = {
  'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
  'super.users': 'User:ANONYMOUS;User:alice;User:CN=client',
  'sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256,SCRAM-SHA-512,OAUTHBEARER',
}

function saslProperties(listener: string): Record<string, string> {
  const users = Object.entries(PASSWORDS).map(([user, password]) => `user_${user}="${password}"`)
  const prefix = `listener.name.${listener}`
  const mechanisms =
    listener === 'sasl' ? 'PLAIN,SCRAM-SHA-256,SCRAM-SHA-512,OAUTHBEARER' : 'SCRAM-SHA-256,SCRAM-SHA-512'
  return {
    [`${prefix}.sasl.enabled.mechanisms`]: mechanisms,
    [`${prefix}.plain.sasl.jaas.config`]: `${PLAIN_MODULE} required ${users.join(' ')};`,
    [`${prefix}.scram-sha-256.sasl.jaas.config`]: `${SCRAM_MODULE} required;`,
    [`${prefix}.scram-sha-512.sasl.jaas.config`]: `${SCRAM_MODULE} required;`,
    [`${prefix}.oauthbearer.sasl.jaas.config`]: `${BEARER_MODULE} required unsecuredLoginStringClaim_sub="broker";`,
  }
}

function tlsProperties(files: Record<'server' | 'expired' | 'trusted', string>): Record<string, string> {
  const keyStore = (listener: string, file: string) => ({
    [`listener.name.${listener}.ssl.keystore.type`]: 'PEM',
    [`listener.name.${listener}.ssl.keystore.location`]: file,
  })
  return {
    ...keyStore('tls', files.server),
    ...keyStore('expired', files.expired),
    ...keyStore('mutual', files.server),
    ...keyStore('sasltls', files.server),
    'listener.name.mutual.ssl.client.auth': 'required',
    'listener.name.mutual.ssl.truststore.type': 'PEM',
    'listener.name.mutual.ssl.truststore.location': files.trusted,
  }
}

/** The two mechanisms of one user cannot be set in one request. */
async function addScramUsers({ port }: KafkaNode): Promise<void> {
  const link = new Connection('secure-kafka')
  await link.connect('127.0.0.1', port)
  for (const [mechanism, digest, bytes] of SCRAM) {
    const salt = randomBytes(16)
    const saltedPassword = pbkdf2Sync(PASSWORDS.alice, salt, SCRAM_ITERATIONS, bytes, digest)
    const user = { name: 'alice', mechanism, iterations: SCRAM_ITERATIONS, salt, saltedPassword }
    await alterUserScramCredentialsV0.api.async(link, [], [user])
  }
  await link.close()
}
