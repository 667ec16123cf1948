import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useDocumentTitle } from '#lib/document-title.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { SplitPanes } from '#ui/split-panes.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { alertListQuery, alertRulesQuery } from './alerts.queries.ts'
import { AlertsHeader } from './alerts-header.tsx'
import { OpenAlerts, PastAlerts, RulesList } from './alerts-list.tsx'
import { ALERT_VIEWS, type AlertsSearch, type AlertView, parseAlertsSearch } from './alerts-search.ts'
import { AlertsSide, isSideOpen } from './alerts-side.tsx'
import { MutesView } from './mutes-view.tsx'
import { ReceiversView } from './receivers-view.tsx'
import { useAlertRefusal } from './use-alert-refusal.ts'

interface AlertsPageProps {
  cluster: string
  search: AlertsSearch
  onSearch: (search: AlertsSearch) => void
}

export function AlertsPage({ cluster, search, onSearch }: AlertsPageProps) {
  const { t } = useText()
  const alerts = useQuery(alertListQuery(cluster))
  const rules = useQuery(alertRulesQuery(cluster))
  const refusal = useAlertRefusal(cluster)
  const firing = alerts.data?.counts.firing ?? 0
  useDocumentTitle(
    ...(firing > 0 ? [t('alerts.firingCount', { n: firing })] : []),
    t('alerts.title'),
    cluster,
  )
  const change = useCallback(
    (part: Record<string, unknown>) => onSearch(parseAlertsSearch({ ...search, ...part })),
    [onSearch, search],
  )
  const close = () => change({ alert: undefined, rule: undefined, mute: undefined })
  const openRule = useCallback(
    (rule: string) => change({ rule, alert: undefined, mute: undefined }),
    [change],
  )
  const openAlert = useCallback(
    (alert: string) => change({ alert, rule: undefined, mute: undefined }),
    [change],
  )
  const side = (
    <AlertsSide
      cluster={cluster}
      search={search}
      list={alerts.data}
      rules={rules.data}
      onChange={change}
      onRule={openRule}
      onClose={close}
    />
  )
  const open = isSideOpen(search, alerts.data, rules.data)
  const failed = alerts.data === undefined ? alerts.error : null
  if (failed)
    return <ErrorPanel error={failed} title={t('alerts.failed')} onRetry={() => void alerts.refetch()} />

  const { view = 'open' } = search
  const shared = {
    narrow: open,
    dimmed: alerts.error !== null,
    onNewRule: () => openRule('new'),
  }
  const newMute = () => change({ mute: '', rule: undefined, alert: undefined })
  const counts: Record<AlertView, number | undefined> = {
    open: alerts.data?.open.length,
    past: alerts.data?.past.length,
    rules: rules.data?.rules.length,
    mutes: alerts.data?.mutes.length,
    receivers: alerts.data?.receivers.length,
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the inspector from anywhere in the view
    <div className="flex h-full flex-col" onKeyDown={(event) => event.key === 'Escape' && open && close()}>
      <AlertsHeader
        list={alerts.data}
        refusal={refusal}
        arrivedAt={alerts.dataUpdatedAt}
        onNewRule={shared.onNewRule}
        onNewMute={newMute}
      />
      <div className="min-h-0 flex-1">
        <SplitPanes id="alerts" resizeLabel={t('ui.resize')} side={open ? side : null}>
          <div className="flex h-full flex-col">
            <Tabs
              label={t('alerts.views')}
              value={view}
              tabs={ALERT_VIEWS.map((id) => ({ id, label: t(`alerts.${id}`), count: counts[id] }))}
              onChange={(next) => change({ view: next, alert: undefined })}
            >
              {view === 'open' && (
                <OpenAlerts
                  {...shared}
                  rows={alerts.data?.open}
                  rules={rules.data?.rules.length ?? 0}
                  openId={search.alert}
                  onOpen={openAlert}
                />
              )}
              {view === 'past' && (
                <PastAlerts {...shared} rows={alerts.data?.past} openId={search.alert} onOpen={openAlert} />
              )}
              {view === 'rules' && (
                <RulesList {...shared} rows={rules.data?.rules} openId={search.rule} onOpen={openRule} />
              )}
              {view === 'mutes' && (
                <MutesView
                  cluster={cluster}
                  mutes={alerts.data?.mutes ?? []}
                  rules={rules.data?.rules ?? []}
                  onNew={newMute}
                />
              )}
              {view === 'receivers' && (
                <ReceiversView cluster={cluster} receivers={alerts.data?.receivers ?? []} />
              )}
            </Tabs>
          </div>
        </SplitPanes>
      </div>
    </div>
  )
}
