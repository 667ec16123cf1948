import {
  AlertRule,
  type AlertRuleBody,
  AlertRuleList,
  DryRun,
  type DryRunRequest,
} from '@sluice/shared/alerts'
import {
  type AcknowledgeBody,
  AlertCounts,
  AlertList,
  AlertMute,
  type AlertMuteBody,
  ReceiverTest,
} from '@sluice/shared/alerts-state'
import { paths } from '@sluice/shared/paths'
import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { getJson, sendJson } from '#api/client.ts'
import { pollEvery } from '#api/poll.ts'

export const ALERTS_CYCLE_MS = 10_000

export const alertListQuery = (cluster: string) =>
  queryOptions({
    queryKey: ['alerts', cluster, 'list'] as const,
    queryFn: ({ signal }) => getJson(paths.alerts(cluster), AlertList, { signal }),
    refetchInterval: pollEvery(ALERTS_CYCLE_MS),
  })

export const alertRulesQuery = (cluster: string) =>
  queryOptions({
    queryKey: ['alerts', cluster, 'rules'] as const,
    queryFn: ({ signal }) => getJson(paths.alertRules(cluster), AlertRuleList, { signal }),
    refetchInterval: pollEvery(ALERTS_CYCLE_MS),
  })

/** For the rail: how many fire. */
export const alertCountsQuery = (cluster: string) =>
  queryOptions({
    queryKey: ['alerts', cluster, 'counts'] as const,
    queryFn: ({ signal }) => getJson(paths.alertCounts(cluster), AlertCounts, { signal }),
    refetchInterval: pollEvery(ALERTS_CYCLE_MS),
    // A server that does not watch groups has none, and need not be asked again and again.
    retry: false,
  })

const Done = z.object({ ok: z.literal(true) })

/** What changes alerts; the caller has what is shown read again. */
export const alertWrites = (cluster: string) => ({
  createRule: (body: AlertRuleBody) => sendJson('POST', paths.alertRules(cluster), AlertRule, body),
  replaceRule: (id: string, body: AlertRuleBody) =>
    sendJson('PUT', paths.alertRule(cluster, id), AlertRule, body),
  deleteRule: (id: string) => sendJson('DELETE', paths.alertRule(cluster, id), Done),
  dryRun: (body: DryRunRequest) => sendJson('POST', paths.alertDryRun(cluster), DryRun, body),
  acknowledge: (body: AcknowledgeBody) => sendJson('POST', paths.alertAcknowledge(cluster), Done, body),
  mute: (body: AlertMuteBody) => sendJson('POST', paths.alertMutes(cluster), AlertMute, body),
  endMute: (id: string) => sendJson('DELETE', paths.alertMute(cluster, id), Done),
  testReceiver: (name: string) => sendJson('POST', paths.alertReceiverTest(cluster, name), ReceiverTest, {}),
})
export type AlertWrites = ReturnType<typeof alertWrites>
