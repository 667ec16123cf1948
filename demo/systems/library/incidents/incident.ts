/** What can be made to go wrong in the library, so that people see how it looks. */
export const INCIDENTS = {
  'slow-best-book': 'library.best-book takes one rental every four seconds: its lag grows and does not drain',
  poison: 'library.book meets a record that is no event and parks its partition there: it stands still',
  stopped: 'library.book leaves and does not come back, while events go on arriving',
  rebalance:
    'a second member of library.member joins and dies every few seconds: the group rebalances again and again',
} as const

export type Incident = keyof typeof INCIDENTS

/** The library runs well for a moment first, so that the turn is seen. */
export const INCIDENT_AFTER_MS = 15_000

export function isIncident(name: string): name is Incident {
  return Object.hasOwn(INCIDENTS, name)
}
