import { resolve } from 'node:path'
import type { ReadOnlyReason } from '@sluice/shared/clusters'
import type { ClusterConfig, SaslConfig, TlsConfig } from './app-config.ts'
import type { ConfigFault } from './config-fault.ts'
import { type Reference, type ReferenceContext, readReference, readTextFile } from './reference.ts'
import { Secret } from './secret.ts'
import type { NamedCluster } from './settings-schema.ts'

export interface ClusterPlace {
  /** Why no cluster may be written to; null leaves it to each. */
  readOnly: ReadOnlyReason | null
  context: ReferenceContext
  /** Names a setting of this cluster in a fault. */
  where: (...path: string[]) => string
  faults: ConfigFault[]
}

/** Reads what a cluster's settings point to. What cannot be read is a fault; the rest is still looked at. */
export function buildCluster(settings: NamedCluster, place: ClusterPlace): ClusterConfig {
  const { name, brokers, clientId, requestTimeoutMs, connectTimeoutMs } = settings
  return {
    name,
    brokers,
    clientId,
    tls: buildTls(settings.tls, place),
    sasl: buildSasl(settings.sasl, place),
    readOnly: place.readOnly ?? (settings.readOnly ? 'configured' : null),
    requestTimeoutMs,
    connectTimeoutMs,
  }
}

function buildTls(tls: NamedCluster['tls'], place: ClusterPlace): TlsConfig | null {
  if (!tls.enabled) return null
  const { ca, cert, key, passphrase, serverName, skipVerify } = tls
  if ((cert === undefined) !== (key === undefined))
    place.faults.push({
      where: place.where('tls', 'cert'),
      message: 'cert and key belong together: give both',
    })
  const keyText = readPem(key, 'key', place)
  return {
    ca: readPem(ca, 'ca', place),
    cert: readPem(cert, 'cert', place),
    key: keyText === null ? null : new Secret(keyText),
    passphrase: passphrase === undefined ? null : readSecret(passphrase, place, 'tls', 'passphrase'),
    serverName: serverName ?? null,
    skipVerify,
  }
}

/** A path to a PEM file, or the PEM text itself where a reference has put it in. */
function readPem(given: string | undefined, setting: string, place: ClusterPlace): string | null {
  if (given === undefined) return null
  const where = place.where('tls', setting)
  try {
    const text = given.startsWith('-----BEGIN') ? given : readTextFile(resolve(place.context.folder, given))
    if (text.includes('-----BEGIN')) return text
    place.faults.push({ where, message: 'is not PEM: it has no "-----BEGIN …" line' })
  } catch (error) {
    place.faults.push({ where, message: (error as Error).message })
  }
  return null
}

function buildSasl(sasl: NamedCluster['sasl'], place: ClusterPlace): SaslConfig | null {
  if (sasl === undefined) return null
  if (sasl.mechanism !== 'OAUTHBEARER') {
    if (sasl.username === undefined || sasl.password === undefined) return null
    const password = readSecret(sasl.password, place, 'sasl', 'password')
    return { mechanism: sasl.mechanism, username: sasl.username, password }
  }
  const { mechanism, token, tokenCommand } = sasl
  if (token !== undefined) {
    // Read once now, so that a missing file is told at the start and not at the first connection.
    readSecret(token, place, 'sasl', 'token')
    return { mechanism, token: { kind: 'reference', reference: token, context: place.context } }
  }
  const argv = tokenCommand ?? []
  return { mechanism, token: { kind: 'command', argv, folder: place.context.folder } }
}

function readSecret(reference: Reference, place: ClusterPlace, ...path: string[]): Secret {
  try {
    return new Secret(readReference(reference, place.context))
  } catch (error) {
    place.faults.push({ where: place.where(...path), message: (error as Error).message })
    return new Secret('')
  }
}
