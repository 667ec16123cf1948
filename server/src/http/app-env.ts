import type { HttpBindings } from '@hono/node-server'

/** What every handler finds in its context. `incoming` is absent where a test calls the app without a socket. */
export interface AppEnv {
  Bindings: Partial<HttpBindings>
  Variables: { requestId: string }
}
