import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { type ComponentProps, StrictMode } from 'react'
import { TextProvider } from '#lib/i18n/text-provider.tsx'
import { KeyProvider } from '#lib/key-commands.tsx'
import type { AppRouter } from './router.tsx'

interface AppProps {
  text: ComponentProps<typeof TextProvider>['initial']
  queries: QueryClient
  router: AppRouter
}

export function App({ text, queries, router }: AppProps) {
  return (
    <StrictMode>
      <TextProvider initial={text}>
        <QueryClientProvider client={queries}>
          <KeyProvider>
            <RouterProvider router={router} />
          </KeyProvider>
        </QueryClientProvider>
      </TextProvider>
    </StrictMode>
  )
}
