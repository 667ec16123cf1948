import type { AclFilter } from '@platformatic/kafka'
import type { AclEntry, AclOperation, AclResource } from '../acls.ts'
import type { CallScope } from '../call-scope.ts'
import { noAuthorizer } from '../faults.ts'
import type { BrokerClient } from './broker-client.ts'
import type { ClusterMap } from './cluster-map.ts'
import { clusterFault, KAFKA } from './error-codes.ts'
import { DESCRIBE_ACLS } from './wire-apis.ts'

/** The protocol's numbers (org.apache.kafka.common.acl, .resource). */
const ANY = 1
const RESOURCES: Readonly<Record<number, AclResource>> = {
  2: 'topic',
  3: 'group',
  4: 'cluster',
  5: 'transactional-id',
}
const OPERATIONS: Readonly<Record<number, AclOperation>> = {
  2: 'all',
  3: 'read',
  4: 'write',
  12: 'idempotent-write',
}
const LITERAL = 3
const PREFIXED = 4
const ALLOW = 3

export async function describeAcls(
  client: BrokerClient,
  map: ClusterMap,
  scope: CallScope,
): Promise<AclEntry[]> {
  const all: AclFilter = {
    resourceType: ANY,
    resourceName: null,
    resourcePatternType: ANY,
    principal: null,
    host: null,
    operation: ANY,
    permissionType: ANY,
  }
  const { errorCode, resources } = await client.callAny(map.candidates(), DESCRIBE_ACLS, [all], scope)
  if (errorCode === KAFKA.securityDisabled) throw noAuthorizer()
  if (errorCode !== 0) throw clusterFault(errorCode, 'the permissions')
  return resources.flatMap(({ resourceType, resourceName, resourcePatternType, acls }) => {
    const resource = RESOURCES[resourceType]
    const known = resourcePatternType === LITERAL || resourcePatternType === PREFIXED
    if (resource === undefined || !known) return []
    const pattern = resourcePatternType === PREFIXED ? ('prefixed' as const) : ('literal' as const)
    return acls.map(({ principal, host, operation, permissionType }) => ({
      ...{ resource, name: resourceName, pattern, principal, host },
      operation: OPERATIONS[operation] ?? 'other',
      allowed: permissionType === ALLOW,
    }))
  })
}
