import { useMemo } from 'react'
import { scanStream } from '#api/scan-stream.ts'
import type { OpenScan } from './scan-page.ts'

/** Scans of a cluster, as the inspector's own views read them beside the list. */
export function useOpenScan(cluster: string): OpenScan {
  return useMemo(() => (request, signal) => scanStream(cluster, request, { signal }), [cluster])
}
