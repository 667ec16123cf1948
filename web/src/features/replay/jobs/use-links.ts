import { useRouter } from '@tanstack/react-router'
import type { MouseEvent } from 'react'

interface Anchor {
  href: string
  onClick: (event: MouseEvent) => void
}

/** Links to views of the cluster by their address: those of other features are named by nothing else. */
export function useLinks(cluster: string): (path: string, search?: string) => Anchor {
  const router = useRouter()
  return (path, search = '') => {
    const href = `/clusters/${encodeURIComponent(cluster)}/${path}${search}`
    return {
      href,
      onClick: (event) => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
        event.preventDefault()
        void router.navigate({ href })
      },
    }
  }
}
