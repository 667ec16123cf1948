import type { AlertRuleList } from '@sluice/shared/alerts'
import type { Alert, AlertList } from '@sluice/shared/alerts-state'
import { AlertPanel } from './alert-panel.tsx'
import type { AlertsSearch } from './alerts-search.ts'
import { MutePanel } from './mute-panel.tsx'
import { RulePanel } from './rule-panel.tsx'

interface AlertsSideProps {
  cluster: string
  search: AlertsSearch
  list: AlertList | undefined
  rules: AlertRuleList | undefined
  onChange: (part: Record<string, unknown>) => void
  onRule: (id: string) => void
  onClose: () => void
}

/** What the link says is open beside the list: an alert, a rule, or a mute to be made. */
export function AlertsSide({ cluster, search, list, rules, onChange, onRule, onClose }: AlertsSideProps) {
  if (search.mute !== undefined)
    return (
      <MutePanel
        key={search.mute}
        cluster={cluster}
        groups={search.mute}
        onDone={() => onChange({ mute: undefined, view: 'mutes' })}
        onClose={onClose}
      />
    )
  if (search.rule !== undefined && rules !== undefined)
    return (
      <RulePanel
        key={search.rule}
        cluster={cluster}
        rule={rules.rules.find(({ id }) => id === search.rule) ?? null}
        receivers={list?.receivers.map(({ name }) => name) ?? []}
        unkept={rules.unkept}
        holdMs={rules.holdMs}
        onDone={() => onChange({ rule: undefined, view: 'rules' })}
        onClose={onClose}
      />
    )
  const alert = findAlert(search, list)
  if (alert === null) return null
  return (
    <AlertPanel
      cluster={cluster}
      alert={alert}
      onRule={onRule}
      onMute={(group) => onChange({ mute: group, alert: undefined })}
      onClose={onClose}
    />
  )
}

/** A link to what is no more opens nothing. */
export function isSideOpen(
  search: AlertsSearch,
  list: AlertList | undefined,
  rules: AlertRuleList | undefined,
): boolean {
  if (search.mute !== undefined) return true
  if (search.rule === 'new') return rules !== undefined
  if (search.rule !== undefined) return rules?.rules.some(({ id }) => id === search.rule) === true
  return findAlert(search, list) !== null
}

function findAlert({ alert: id }: AlertsSearch, list: AlertList | undefined): Alert | null {
  if (id === undefined || list === undefined) return null
  return list.open.find((one) => one.id === id) ?? list.past.find((one) => one.id === id) ?? null
}
