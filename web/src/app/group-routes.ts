import { groupSegment, readGroupSegment } from '@sluice/shared/groups-path'
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { root, texts } from './root-route.ts'

export const groupsView = lazyRouteComponent(() => import('./routes/groups-route.tsx'), 'GroupsRoute')

const groupQueries = () => import('./prefetch-groups.ts')

/** Asks for data while the view's own code is on its way; where that cannot be, the view asks itself and says so. */
function ahead<Part>(part: Promise<Part>, ask: (part: Part) => Promise<void>): void {
  part.then(ask).catch(() => undefined)
}

/** The words of groups travel with their views, and so does what reads the search part of their links. */
export const groups = createRoute({
  getParentRoute: () => root,
  path: '/clusters/$cluster/groups',
  validateSearch: texts,
  loaderDeps: ({ search }) => ({ search }),
  loader: ({ context, params, deps }) =>
    ahead(groupQueries(), ({ prefetchGroupList }) =>
      prefetchGroupList(context.queries, params.cluster, deps.search),
    ),
  component: groupsView,
})

const group = createRoute({
  getParentRoute: () => root,
  path: '/clusters/$cluster/groups/$group',
  params: {
    parse: ({ cluster, group }) => ({ cluster, group: readGroupSegment(group) ?? group }),
    stringify: ({ cluster, group }) => ({ cluster, group: groupSegment(group) }),
  },
  loader: ({ context, params }) =>
    ahead(groupQueries(), ({ prefetchGroup }) =>
      prefetchGroup(context.queries, params.cluster, params.group),
    ),
  component: lazyRouteComponent(() => import('./routes/group-route.tsx'), 'GroupRoute'),
})

const groupIndex = createRoute({
  getParentRoute: () => group,
  path: '/',
  beforeLoad: ({ params, location }) => {
    throw redirect({
      to: '/clusters/$cluster/groups/$group/lanes',
      params,
      search: texts(location.search),
      replace: true,
    })
  },
})

const groupLanes = createRoute({
  getParentRoute: () => group,
  path: 'lanes',
  validateSearch: texts,
  component: lazyRouteComponent(() => import('./routes/group-views.tsx'), 'GroupLanesRoute'),
})

const groupPartitions = createRoute({
  getParentRoute: () => group,
  path: 'partitions',
  validateSearch: texts,
  component: lazyRouteComponent(() => import('./routes/group-views.tsx'), 'GroupPartitionsRoute'),
})

const groupHistory = createRoute({
  getParentRoute: () => group,
  path: 'history',
  validateSearch: texts,
  component: lazyRouteComponent(() => import('./routes/group-history-route.tsx'), 'GroupHistoryRoute'),
})

const groupMembers = createRoute({
  getParentRoute: () => group,
  path: 'members',
  validateSearch: texts,
  component: lazyRouteComponent(() => import('./routes/group-views.tsx'), 'GroupMembersRoute'),
})

const groupMove = createRoute({
  getParentRoute: () => group,
  path: 'move',
  validateSearch: texts,
  component: lazyRouteComponent(() => import('./routes/move-route.tsx'), 'MoveRoute'),
})

export const groupTree = group.addChildren([
  groupIndex,
  groupLanes,
  groupPartitions,
  groupMembers,
  groupHistory,
  groupMove,
])
