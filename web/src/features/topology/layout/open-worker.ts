import workerUrl from './layout-worker.ts?worker&url'

interface Trust {
  createPolicy(
    name: string,
    rules: { createScriptURL: () => string },
  ): { createScriptURL(input: string): string }
}

let trusted: string | null = null

/** The address of the worker's script, as the page's content security policy wants it: through a policy that knows no other. */
function trustedUrl(): string {
  if (trusted !== null) return trusted
  const { trustedTypes } = globalThis as { trustedTypes?: Trust }
  const policy = trustedTypes?.createPolicy('sluice-layout', { createScriptURL: () => workerUrl })
  trusted = policy?.createScriptURL(workerUrl) ?? workerUrl
  return trusted
}

export const openWorker = (): Worker => new Worker(trustedUrl(), { type: 'module', name: 'topology-layout' })
