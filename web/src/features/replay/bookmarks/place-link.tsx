import { useRouter } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'
import { stringifySearch } from '#lib/search-codec.ts'
import type { Address } from './bookmark-links.ts'

interface PlaceLinkProps {
  cluster: string
  to: Address
  className?: string
  children: ReactNode
}

/** A link to a view of the cluster by its address: those of other features are named by nothing else. */
export function PlaceLink({ cluster, to, className, children }: PlaceLinkProps) {
  const router = useRouter()
  const href = `/clusters/${encodeURIComponent(cluster)}/${to.path}${stringifySearch(to.search)}`
  const go = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    void router.navigate({ href })
  }
  return (
    <a href={href} onClick={go} className={className}>
      {children}
    </a>
  )
}
