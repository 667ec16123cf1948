import { readTopicNames } from '@sluice/shared/messages-topics'
import type { QueryClient } from '@tanstack/react-query'
import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { clusterListQuery, clusterQuery } from '#features/clusters/clusters.queries.ts'
import { parseConfigSearch } from '#features/topics/config-search.ts'
import { topicListQuery, topicQuery } from '#features/topics/topics.queries.ts'
import { parseTopicsSearch } from '#features/topics/topics-search.ts'
import { preloadParts } from '#lib/lazy-part.tsx'
import { parseSearch, type SearchRecord, stringifySearch } from '#lib/search-codec.ts'
import { bookmarks, redrive } from './bookmark-routes.ts'
import { groups, groupsView, groupTree } from './group-routes.ts'
import { PageFault } from './page-fault.tsx'
import { replayRoutes } from './replay-routes.ts'
import { root, texts } from './root-route.ts'

const topicView = lazyRouteComponent(() => import('./routes/topic-route.tsx'), 'TopicRoute')
const messagesView = lazyRouteComponent(() => import('./routes/messages-route.tsx'), 'MessagesRoute')

const acrossView = lazyRouteComponent(() => import('./routes/across-route.tsx'), 'AcrossRoute')

/** Fetches the code of the views that people open next, so that a click waits for Kafka only. */
export async function preloadLikelyViews(): Promise<void> {
  await Promise.all([topicView.preload?.(), messagesView.preload?.(), groupsView.preload?.()])
  await preloadParts()
}

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ context }) => {
    const { clusters } = await context.queries.ensureQueryData(clusterListQuery())
    const [first] = clusters
    throw first
      ? redirect({ to: '/clusters/$cluster/topics', params: { cluster: first.name }, replace: true })
      : redirect({ to: '/clusters', replace: true })
  },
})

const clusters = createRoute({
  getParentRoute: () => root,
  path: '/clusters',
  component: lazyRouteComponent(() => import('#features/clusters/clusters-page.tsx'), 'ClustersPage'),
})

/** Data and code of a view are asked for at the same time; the view shows what it has while the rest comes. */
const cluster = createRoute({
  getParentRoute: () => root,
  path: '/clusters/$cluster',
  loader: ({ context, params }) => void context.queries.prefetchQuery(clusterQuery(params.cluster)),
  component: lazyRouteComponent(() => import('./routes/cluster-route.tsx'), 'ClusterRoute'),
})

const topics = createRoute({
  getParentRoute: () => root,
  path: '/clusters/$cluster/topics',
  validateSearch: parseTopicsSearch,
  loaderDeps: ({ search }) => ({ search }),
  loader: ({ context, params, deps }) =>
    void context.queries.prefetchQuery(topicListQuery(params.cluster, deps.search, 1)),
  component: lazyRouteComponent(() => import('./routes/topics-route.tsx'), 'TopicsRoute'),
})

const topic = createRoute({
  getParentRoute: () => root,
  path: '/clusters/$cluster/topics/$topic',
  loader: ({ context, params }) =>
    void context.queries.prefetchQuery(topicQuery(params.cluster, params.topic)),
  component: topicView,
})

const topicIndex = createRoute({
  getParentRoute: () => topic,
  path: '/',
  beforeLoad: ({ params, location }) => {
    throw redirect({
      to: '/clusters/$cluster/topics/$topic/messages',
      params,
      search: texts(location.search),
      replace: true,
    })
  },
})

const messages = createRoute({
  getParentRoute: () => topic,
  path: 'messages',
  // The view reads its own part of the link; here it only stays what it is, texts. Its topic is that of the path.
  validateSearch: (search): SearchRecord => ({ ...texts(search), topics: '' }),
  component: messagesView,
})

/** Messages of several topics; a link that names one leads to the page of that topic. */
const across = createRoute({
  getParentRoute: () => root,
  path: '/clusters/$cluster/messages',
  validateSearch: texts,
  beforeLoad: ({ params, search }) => {
    const [topic, ...more] = readTopicNames(search.topics ?? '') ?? []
    if (topic === undefined || more.length > 0) return
    throw redirect({
      to: '/clusters/$cluster/topics/$topic/messages',
      params: { ...params, topic },
      search: { ...search, topics: '' },
      replace: true,
    })
  },
  component: acrossView,
})

const partitions = createRoute({
  getParentRoute: () => topic,
  path: 'partitions',
  component: lazyRouteComponent(() => import('./routes/partitions-route.tsx'), 'PartitionsRoute'),
})

const config = createRoute({
  getParentRoute: () => topic,
  path: 'config',
  validateSearch: parseConfigSearch,
  component: lazyRouteComponent(() => import('./routes/config-route.tsx'), 'ConfigRoute'),
})

const topicGroups = createRoute({
  getParentRoute: () => topic,
  path: 'groups',
  component: lazyRouteComponent(() => import('./routes/topic-groups-route.tsx'), 'TopicGroupsRoute'),
})

const alerts = createRoute({
  getParentRoute: () => root,
  path: '/clusters/$cluster/alerts',
  validateSearch: texts,
  component: lazyRouteComponent(() => import('./routes/alerts-route.tsx'), 'AlertsRoute'),
})

const topology = createRoute({
  getParentRoute: () => root,
  path: '/clusters/$cluster/topology',
  validateSearch: texts,
  component: lazyRouteComponent(() => import('./routes/topology-route.tsx'), 'TopologyRoute'),
})

const play = createRoute({
  getParentRoute: () => root,
  path: '/clusters/$cluster/play',
  validateSearch: texts,
  component: lazyRouteComponent(() => import('./routes/play-route.tsx'), 'PlayRoute'),
})

/** The same events on the graph, by the same link. */
const topologyPlay = createRoute({
  getParentRoute: () => root,
  path: '/clusters/$cluster/topology/play',
  validateSearch: texts,
  component: lazyRouteComponent(() => import('./routes/topology-play-route.tsx'), 'TopologyPlayRoute'),
})

const audit = createRoute({
  getParentRoute: () => root,
  path: '/clusters/$cluster/audit',
  validateSearch: texts,
  component: lazyRouteComponent(() => import('./routes/audit-route.tsx'), 'AuditRoute'),
})

const state = createRoute({
  getParentRoute: () => root,
  path: '/clusters/$cluster/state',
  validateSearch: texts,
  component: lazyRouteComponent(() => import('./routes/state-route.tsx'), 'StateRoute'),
})

const routeTree = root.addChildren([
  home,
  clusters,
  cluster,
  topics,
  across,
  topic.addChildren([topicIndex, messages, partitions, topicGroups, config]),
  groups,
  topology,
  topologyPlay,
  play,
  alerts,
  audit,
  ...replayRoutes,
  bookmarks,
  redrive,
  state,
  groupTree,
])

export function createAppRouter(queries: QueryClient) {
  return createRouter({
    routeTree,
    context: { queries },
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    // The query cache knows how fresh its data is; the router keeps none of its own.
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: PageFault,
  })
}

export type AppRouter = ReturnType<typeof createAppRouter>

declare module '@tanstack/react-router' {
  interface Register {
    router: AppRouter
  }
}
