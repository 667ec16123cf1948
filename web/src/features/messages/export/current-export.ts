import { useSyncExternalStore } from 'react'
import { ExportStore, type ExportView } from './export-store.ts'

/** Of the tab, not of a view: an export goes on while one looks at other records or topics. */
export const currentExport = new ExportStore({
  save: (path) => {
    const link = document.createElement('a')
    link.href = path
    link.download = ''
    link.click()
  },
  now: Date.now,
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
})

export function useCurrentExport(): ExportView | null {
  return useSyncExternalStore(currentExport.subscribe, currentExport.view)
}
