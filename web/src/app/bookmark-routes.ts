import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root, texts } from './root-route.ts'

export const bookmarks = createRoute({
  getParentRoute: () => root,
  path: '/clusters/$cluster/bookmarks',
  validateSearch: texts,
  component: lazyRouteComponent(() => import('./routes/bookmarks-route.tsx'), 'BookmarksRoute'),
})

export const redrive = createRoute({
  getParentRoute: () => root,
  path: '/clusters/$cluster/redrive',
  validateSearch: texts,
  component: lazyRouteComponent(() => import('./routes/redrive-route.tsx'), 'RedriveRoute'),
})
