/** What a permission is about; what is none of these is left out. */
export const ACL_RESOURCES = ['topic', 'group', 'cluster', 'transactional-id'] as const
/** One of {@link ACL_RESOURCES}. */
export type AclResource = (typeof ACL_RESOURCES)[number]

/** What may be done; `other`: something that neither reads nor writes records. */
export type AclOperation = 'all' | 'read' | 'write' | 'idempotent-write' | 'other'

/** A permission as the authorizer keeps it (KIP-11, prefixes KIP-290). */
export interface AclEntry {
  resource: AclResource
  /** Of one, of all that begin so, or of all (`*`). */
  name: string
  pattern: 'literal' | 'prefixed'
  /** `User:rental`, or `User:*` for everybody. */
  principal: string
  /** An address, or `*`. */
  host: string
  operation: AclOperation
  /** False: it is forbidden, whatever else allows it. */
  allowed: boolean
}
