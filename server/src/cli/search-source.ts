import type { ExportRequest, ExportStatus } from '@sluice/shared/messages-export'

/** An export whose file the command line reads: another process makes it, or this one. */
export interface SearchSource {
  body: ReadableStream<Uint8Array>
  status(): Promise<ExportStatus>
  /** Ends it, and what it holds open. More than once does nothing. */
  end(): Promise<void>
}

/** Throws a {@link SearchFault} where there is nothing to search. */
export type OpenSource = (cluster: string | null, request: ExportRequest) => Promise<SearchSource>

/** Why a search could not begin, in words for whoever typed it. */
export class SearchFault extends Error {}

/** The cluster that was asked for, or the only one. */
export function chooseCluster(asked: string | null, names: readonly string[]): string {
  const [only, ...others] = names
  if (asked !== null && names.includes(asked)) return asked
  const known = names.join(', ')
  if (asked !== null) throw new SearchFault(`There is no cluster "${asked}"; there are: ${known}`)
  if (only === undefined || others.length > 0)
    throw new SearchFault(`--cluster is needed, as there are several: ${known}`)
  return only
}
