import { generateKeyPairSync, sign } from 'node:crypto'

export interface SelfSigned {
  /** PEM texts; the key is PKCS #8. */
  cert: string
  key: string
}

export interface CertificateSpec {
  commonName: string
  /** Addresses as four bytes, names as text. */
  alternativeNames: { ip?: [number, number, number, number]; dns?: string }[]
  notBefore?: Date
  notAfter?: Date
}

const DAY_MS = 86_400_000

/** A self-signed X.509 certificate without any tool installed: node makes keys and signs, but makes no certificates. */
export function selfSigned(spec: CertificateSpec): SelfSigned {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = sequence(set(sequence(COMMON_NAME, der(0x0c, Buffer.from(spec.commonName)))))
  const from = spec.notBefore ?? new Date(Date.now() - DAY_MS)
  const to = spec.notAfter ?? new Date(Date.now() + DAY_MS)
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    ECDSA_SHA256,
    name,
    sequence(time(from), time(to)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(extension(BASIC_CONSTRAINTS, CA_TRUE), extension(SUBJECT_ALT_NAME, names(spec)))),
  )
  const signature = sign('sha256', body, privateKey)
  const certificate = sequence(body, ECDSA_SHA256, der(0x03, Buffer.from([0]), signature))
  const base64 = certificate.toString('base64').replace(/.{64}/g, '$&\n')
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

const COMMON_NAME = Buffer.from('0603550403', 'hex')
const ECDSA_SHA256 = Buffer.from('300a06082a8648ce3d040302', 'hex')
const BASIC_CONSTRAINTS = Buffer.from('0603551d13', 'hex')
const SUBJECT_ALT_NAME = Buffer.from('0603551d11', 'hex')
const CA_TRUE = Buffer.from('30030101ff', 'hex')

/** One value of ASN.1 in DER: tag, length, content. */
function der(tag: number, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content)
  const { length } = body
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), body])
  if (length < 0x100) return Buffer.concat([Buffer.from([tag, 0x81, length]), body])
  return Buffer.concat([Buffer.from([tag, 0x82, length >> 8, length & 0xff]), body])
}

function sequence(...content: Buffer[]): Buffer {
  return der(0x30, ...content)
}

function set(...content: Buffer[]): Buffer {
  return der(0x31, ...content)
}

function time(date: Date): Buffer {
  const digits = date.toISOString().replace(/[-:T]|\.\d+/g, '')
  return der(0x18, Buffer.from(digits))
}

function extension(id: Buffer, value: Buffer): Buffer {
  return sequence(id, der(0x04, value))
}

function names(spec: CertificateSpec): Buffer {
  const entries = spec.alternativeNames.flatMap(({ ip, dns }) => [
    ...(ip === undefined ? [] : [der(0x87, Buffer.from(ip))]),
    ...(dns === undefined ? [] : [der(0x82, Buffer.from(dns))]),
  ])
  return sequence(...entries)
}
