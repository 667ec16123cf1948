import { createContext, type ReactNode, use, useEffect, useSyncExternalStore } from 'react'
import { isTyping } from './key-press.ts'
import { createKeyRegistry, type KeyCommand } from './key-registry.ts'

const KeyContext = createContext(createKeyRegistry())

/** Listens to the window's keys for every command below it. */
export function KeyProvider({ children }: { children: ReactNode }) {
  const registry = use(KeyContext)
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat) return
      const inDialog = event.target instanceof Element && event.target.closest('[role="dialog"]') !== null
      const typing = isTyping(event.target) || inDialog
      if (registry.handle(event, { typing, nowMs: event.timeStamp })) event.preventDefault()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [registry])
  return children
}

/** Gives keys a meaning while the component is on the page. `command` must be stable: memoise it. */
export function useKeyCommands(commands: readonly KeyCommand[]): void {
  const registry = use(KeyContext)
  useEffect(() => {
    const removers = commands.map((command) => registry.add(command))
    return () => {
      for (const remove of removers) remove()
    }
  }, [registry, commands])
}

export function useKeyList(): readonly KeyCommand[] {
  const registry = use(KeyContext)
  return useSyncExternalStore(registry.subscribe, registry.list)
}
