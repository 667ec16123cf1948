import { config } from 'zod/v4'

/**
 * The page's zod: vite.config.ts puts this module in its place, so that it runs before the first schema is made.
 * Content-Security-Policy forbids eval, and zod would probe for it and be reported by the browser.
 */
config({ jitless: true })

export * from 'zod/v4'
