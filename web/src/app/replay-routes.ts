import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { root, texts } from './root-route.ts'

const replays = createRoute({
  getParentRoute: () => root,
  path: '/clusters/$cluster/replays',
  component: lazyRouteComponent(() => import('./routes/replays-route.tsx'), 'ReplaysRoute'),
})

const replay = createRoute({
  getParentRoute: () => root,
  path: '/clusters/$cluster/replays/$id',
  validateSearch: texts,
  component: lazyRouteComponent(() => import('./routes/replay-route.tsx'), 'ReplayRoute'),
})

const republish = createRoute({
  getParentRoute: () => root,
  path: '/clusters/$cluster/replays/new',
  validateSearch: texts,
  component: lazyRouteComponent(() => import('./routes/republish-route.tsx'), 'RepublishRoute'),
})

export const replayRoutes = [replays, republish, replay] as const
