import { useEffect, useEffectEvent } from 'react'

/** Panels that one part of the page owns and others lead to. */
type AskedPanel = 'transactions'

const owners = new Map<AskedPanel, Set<() => void>>()

/** Opens a panel wherever it is on the page. */
export function askForPanel(panel: AskedPanel): void {
  for (const open of owners.get(panel) ?? []) open()
}

/** For the owner: opens the panel when someone asks for it. */
export function useAskedPanel(panel: AskedPanel, open: () => void): void {
  const onAsked = useEffectEvent(open)
  useEffect(() => {
    const listener = () => onAsked()
    const all = owners.get(panel) ?? new Set()
    owners.set(panel, all.add(listener))
    return () => {
      all.delete(listener)
    }
  }, [panel])
}
