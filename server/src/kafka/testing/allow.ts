import {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  Kafka,
  logLevel,
  ResourcePatternTypes,
} from 'kafkajs'

export interface Right {
  what: 'TOPIC' | 'GROUP'
  name: string
  operation: 'READ' | 'DESCRIBE'
}

/** Gives rights to bob, by a connection that may do so. */
export async function allowBob(broker: string, rights: readonly Right[]): Promise<void> {
  const admin = new Kafka({ brokers: [broker], clientId: 'rights', logLevel: logLevel.NOTHING }).admin()
  await admin.connect()
  const acl = rights.map(({ what, name, operation }) => ({
    resourceType: AclResourceTypes[what],
    resourceName: name,
    resourcePatternType: ResourcePatternTypes.LITERAL,
    principal: 'User:bob',
    host: '*',
    permissionType: AclPermissionTypes.ALLOW,
    operation: AclOperationTypes[operation],
  }))
  await admin.createAcls({ acl })
  await admin.disconnect()
}
