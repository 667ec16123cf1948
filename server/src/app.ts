import { OpenAPIHono } from '@hono/zod-openapi'
import { PRODUCE_BODY_BYTES_MAX } from '@sluice/shared/messages-produce'
import { registerAlertRuleRoutes } from '#features/alerts/alert-rules.routes.ts'
import { type AlertRoutesDeps, registerAlertRoutes } from '#features/alerts/alerts.routes.ts'
import { type ClusterRoutesDeps, registerClusterRoutes } from '#features/clusters/clusters.routes.ts'
import { type AuditRoutesDeps, registerAuditRoutes } from '#features/groups/audit.routes.ts'
import { type GroupEventRoutesDeps, registerGroupEventRoutes } from '#features/groups/group-events.routes.ts'
import { registerGroupRoutes } from '#features/groups/groups.routes.ts'
import { type GroupHistoryRoutesDeps, registerGroupHistoryRoutes } from '#features/groups/history.routes.ts'
import { type MoveRoutesDeps, registerMoveRoutes } from '#features/groups/reset.routes.ts'
import { type MessageRoutesDeps, registerMessageRoutes } from '#features/messages/messages.routes.ts'
import {
  PRODUCE_PATH,
  type ProduceRoutesDeps,
  registerProduceRoutes,
} from '#features/messages/produce.routes.ts'
import { type MetricsRoutesDeps, registerMetricsRoutes } from '#features/metrics/metrics.routes.ts'
import { type BookmarkRoutesDeps, registerBookmarkRoutes } from '#features/replay/bookmarks.routes.ts'
import {
  REPLAY_PLAN_BYTES_MAX,
  REPLAY_PLAN_PATH,
  type ReplayPlanRoutesDeps,
  registerReplayPlanRoute,
} from '#features/replay/plan.routes.ts'
import { registerRedriveRoute } from '#features/replay/redrive.routes.ts'
import { type ReplayRoutesDeps, registerReplayRoutes } from '#features/replay/replay.routes.ts'
import { registerStateRoutes, type StateRoutesDeps } from '#features/replay/state.routes.ts'
import { registerTopicRoutes, type TopicRoutesDeps } from '#features/topics/topics.routes.ts'
import {
  IDENTITY_BODY_BYTES_MAX,
  IDENTITY_PATH,
  registerIdentityRoutes,
} from '#features/topology/identity.routes.ts'
import { registerTopologyRoutes, type TopologyRoutesDeps } from '#features/topology/topology.routes.ts'
import type { AppEnv } from '#http/app-env.ts'
import { bodyGuard } from '#http/body-guard.ts'
import { canonicalPath } from '#http/canonical-path.ts'
import { jsonOnly } from '#http/content-type-guard.ts'
import { drainGuard } from '#http/drain-guard.ts'
import { answerError } from '#http/error-answer.ts'
import { registerHealthRoutes } from '#http/health.routes.ts'
import { type HostRules, hostGuard } from '#http/host-guard.ts'
import type { Log } from '#http/log.ts'
import { registerOpenApi } from '#http/openapi.routes.ts'
import { type OriginRules, originGuard } from '#http/origin-guard.ts'
import { requestId } from '#http/request-id.ts'
import { securityHeaders } from '#http/security-headers.ts'
import type { StaticFiles } from '#http/static-files.ts'
import { servePage } from '#http/static-page.ts'
import { unmatched } from '#http/unmatched.ts'

export interface AppDeps {
  log: Log
  version: string
  /** Asked at each request: the port is known only once the server listens. */
  hosts: () => HostRules
  origins: OriginRules
  page: StaticFiles
  /** Aborted when the process begins to shut down. */
  shutdown: AbortSignal
  clusters: ClusterRoutesDeps
  topics: TopicRoutesDeps
  messages: MessageRoutesDeps
  produce: ProduceRoutesDeps
  metrics: MetricsRoutesDeps
  groups: GroupEventRoutesDeps
  history: GroupHistoryRoutesDeps
  moves: MoveRoutesDeps
  audit: AuditRoutesDeps
  alerts: AlertRoutesDeps
  topology: TopologyRoutesDeps
  bookmarks: BookmarkRoutesDeps
  replayPlans: ReplayPlanRoutesDeps
  replays: ReplayRoutesDeps
  states: StateRoutesDeps
}

/** The whole of HTTP. The order of the guards is part of the contract: each may rely on those before it. */
export function createApp(deps: AppDeps): OpenAPIHono<AppEnv> {
  const app = new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (!result.success) throw result.error
    },
  })
  app.onError(answerError(deps.log))
  app.use(requestId(deps.log), securityHeaders())
  app.use(canonicalPath())
  app.use(hostGuard(deps.hosts))
  app.use(originGuard(deps.origins))
  app.use(jsonOnly())
  app.use(
    bodyGuard(
      { path: PRODUCE_PATH, maxBytes: PRODUCE_BODY_BYTES_MAX },
      { path: IDENTITY_PATH, maxBytes: IDENTITY_BODY_BYTES_MAX },
      { path: REPLAY_PLAN_PATH, maxBytes: REPLAY_PLAN_BYTES_MAX },
    ),
  )
  app.use(drainGuard(deps.shutdown))

  registerHealthRoutes(app, deps.shutdown)
  registerClusterRoutes(app, deps.clusters)
  registerTopicRoutes(app, deps.topics)
  registerMessageRoutes(app, deps.messages)
  registerProduceRoutes(app, deps.produce)
  registerMetricsRoutes(app, deps.metrics)
  registerGroupRoutes(app, deps.groups)
  registerGroupEventRoutes(app, deps.groups)
  registerGroupHistoryRoutes(app, deps.history)
  registerMoveRoutes(app, deps.moves)
  registerAuditRoutes(app, deps.audit)
  registerAlertRoutes(app, deps.alerts)
  registerAlertRuleRoutes(app, deps.alerts)
  registerStateRoutes(app, deps.states)
  registerTopologyRoutes(app, deps.topology)
  registerIdentityRoutes(app, deps.topology)
  registerBookmarkRoutes(app, deps.bookmarks)
  registerReplayPlanRoute(app, deps.replayPlans)
  registerReplayRoutes(app, deps.replays)
  registerRedriveRoute(app, deps.messages)
  const routes = registerOpenApi(app, deps.version)

  const refuse = unmatched(routes)
  app.notFound(async (c) => (await servePage(c, deps.page)) ?? refuse(c))
  return app
}
