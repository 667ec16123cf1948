import { paths } from '@sluice/shared/paths'
import {
  Identity,
  type IdentityChange,
  type IdentityImport,
  IdentityImported,
  IdentityRules,
} from '@sluice/shared/topology-identity'
import { queryOptions } from '@tanstack/react-query'
import { getJson, sendJson } from '#api/client.ts'

/** Who is who of a cluster, as people said and as evidence does. */
export const identityQuery = (cluster: string) =>
  queryOptions({
    queryKey: ['topology-identity', cluster] as const,
    queryFn: ({ signal }) => getJson(paths.identity(cluster), Identity, { signal }),
  })

export const saveIdentity = (cluster: string, change: IdentityChange) =>
  sendJson('PUT', paths.identity(cluster), IdentityRules, change)

/** Makes rules of a file; stores nothing. */
export const readIdentityFile = (cluster: string, file: IdentityImport) =>
  sendJson('POST', paths.identityImport(cluster), IdentityImported, file)
