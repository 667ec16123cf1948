import type { ReactNode } from 'react'
import { ConnectionBanner } from '#features/clusters/connection-banner.tsx'

/** A view of a cluster, under the line that says when the cluster is lost. */
export function ClusterFrame({ cluster, children }: { cluster: string; children: ReactNode }) {
  return (
    <div className="flex h-full flex-col">
      <ConnectionBanner cluster={cluster} />
      <div className="min-h-0 flex-1">{children}</div>
    </div>
  )
}
