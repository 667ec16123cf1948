import type { AlertRuleBody } from '@sluice/shared/alerts'
import { AlertRuleBody as Body } from '@sluice/shared/alerts'
import type { Store } from '#store/open-store.ts'
import type { CycleReport, GroupStanding } from '../../groups/lag-board.ts'
import type { Telling } from '../alert-watch.ts'
import { createAlerts } from '../create-alerts.ts'
import type { ReceiverDoor } from '../delivery/receivers.ts'
import { createSampleBoard } from './sample-board.ts'

export const CYCLE_MS = 10_000

/** The alerts of one cluster on cycles that a test makes, with what receivers hear. */
export function createAlertBench(
  store: Store,
  fixed: readonly (Partial<AlertRuleBody> & Pick<AlertRuleBody, 'condition'>)[] = [],
) {
  let now = 1_000_000_000
  const heard: Telling[] = []
  const board = createSampleBoard([], null)
  const receivers: ReceiverDoor = {
    names: () => ['on-call'],
    health: () => [],
    tell: (tellings) => void heard.push(...tellings),
    test: () => Promise.reject(new Error('not here')),
    idle: () => Promise.resolve(),
  }
  const alerts = createAlerts({
    boards: { all: () => [{ cluster: 'local', board }], board: () => board },
    store,
    fixed: fixed.map((rule) => ({
      cluster: null,
      rule: Body.parse({ name: 'rule', groups: ['*'], forMs: 20_000, receivers: ['on-call'], ...rule }),
    })),
    receivers,
    past: null,
    holdMs: 60_000,
    readOnly: null,
    onFault: (_cluster, error) => {
      throw error
    },
    now: () => now,
  })
  alerts.start()
  const watch = alerts.all()[0]?.watch
  if (watch === undefined) throw new Error('no watch was made')
  return {
    board,
    alerts: alerts.of('local'),
    stop: () => alerts.stop(),
    now: () => now,
    /** So many cycles that find these groups. */
    async cycles(count: number, groups: readonly GroupStanding[], report: Partial<CycleReport> = {}) {
      for (let n = 0; n < count; n += 1) {
        now += CYCLE_MS
        board.cycle(now, groups, n === 0 ? report : {})
        await watch.idle()
      }
    },
    wait: (ms: number) => {
      now += ms
    },
    /** What was told since the last time, one word each. */
    told: () =>
      heard.splice(0).map(({ status, alert }) => `${alert.flapping ? 'flapping' : status} ${alert.group}`),
    tellings: heard,
    settle: () => watch.settle(),
  }
}
