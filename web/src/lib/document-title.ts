import { useEffect } from 'react'

/** Names the place in the tab and the history, the most particular part first. */
export function useDocumentTitle(...parts: string[]): void {
  const title = [...parts, 'Sluice'].filter((part) => part !== '').join(' · ')
  useEffect(() => {
    document.title = title
  }, [title])
}
