import { QueryClient } from '@tanstack/react-query'

const FRESH_MS = 2000

/** No hidden retries: a failure shows at once with its way out, and live queries ask again by their own cycle. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: FRESH_MS, networkMode: 'always' } },
  })
}
