/** What the URL of the alerts holds. */
export const ALERT_VIEWS = ['open', 'past', 'rules', 'mutes', 'receivers'] as const
export type AlertView = (typeof ALERT_VIEWS)[number]

export interface AlertsSearch {
  /** Left out: what fires now. */
  view?: Exclude<AlertView, 'open'>
  /** The alert in the inspector. */
  alert?: string
  /** The rule in the inspector; `new` makes one. */
  rule?: string
  /** The groups that a mute in the inspector is begun with. */
  mute?: string
}

const TEXT_MAX = 400

export function parseAlertsSearch(raw: Record<string, unknown>): AlertsSearch {
  const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, TEXT_MAX) : '')
  const view = ALERT_VIEWS.find((known) => known === raw.view)
  const [alert, rule] = [text(raw.alert), text(raw.rule)]
  return {
    ...(view === undefined || view === 'open' ? {} : { view }),
    ...(alert === '' ? {} : { alert }),
    ...(rule === '' ? {} : { rule }),
    ...(typeof raw.mute === 'string' ? { mute: text(raw.mute) } : {}),
  }
}
