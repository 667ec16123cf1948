import type { StateSummary } from '@sluice/shared/replay-state'
import type { StateFormat } from './export-state.ts'

const MEDIA_TYPES: Readonly<Record<StateFormat, string>> = {
  ndjson: 'application/x-ndjson; charset=utf-8',
  csv: 'text/csv; charset=utf-8; header=present',
}

/** A topic's name has no character that a file's may not have. */
export function fileOf({ request, builtAt }: StateSummary, format: StateFormat) {
  const what = request.base === undefined ? 'state' : 'changes'
  const when = new Date(builtAt).toISOString().slice(0, 19).replaceAll(':', '-')
  return { name: `${request.topic}-${what}-${when}Z.${format}`, mediaType: MEDIA_TYPES[format] }
}
