import type { Delivery } from '../kafka/steady-producer.ts'

export const TICKS = 'trading.ticks'
export const CANDLES = 'chart.candles'
export const INSTANCES = 2

/**
 * The names that NestJS gives: what it listens with ends in `-server`, what it sends with in `-client`. Its `emit` puts no
 * header of its own on an event; what is there the service itself has put.
 */
export const SERVICES = {
  trading: {
    clientId: 'trading-client',
    delivery: 'plain' as Delivery,
    headers: { 'event-type': 'tick', producer: 'trading' },
    identity: 'producer',
    writes: TICKS,
    instances: 1,
  },
  'chart-monitoring': {
    clientId: 'chart-monitoring-client',
    delivery: 'plain' as Delivery,
    headers: {},
    identity: null,
    writes: CANDLES,
    instances: INSTANCES,
  },
} as const

/** The one group of the pair. */
export const CHART_READER = {
  service: 'chart-monitoring',
  clientId: 'chart-monitoring-server',
  groupId: 'chart-monitoring-server',
  reads: [TICKS],
} as const
