import { AppError } from '#http/app-error.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import type { LagBoard } from '../lag-board.ts'
import { createCollector } from './collector.ts'
import type { CollectorOptions } from './collector-options.ts'

/** The boards of all clusters. */
export interface LagBoards {
  /** Throws `CLUSTER_NOT_FOUND`, and `NOT_SUPPORTED` where lag is not collected. */
  board(cluster: string): LagBoard
  /** Null: there is none. */
  find(cluster: string): LagBoard | null
  /** In the order of the configuration; empty where lag is not collected. */
  all(): readonly { cluster: string; board: LagBoard }[]
  /** Says that the next move of the group’s commits is ours, so that nobody is taken for its reader. */
  movedByUs(cluster: string, group: string): void
  start(): void
  /** One whole cycle of each now. */
  cycle(): Promise<void>
  stop(): void
}

interface Clusters {
  all(): readonly {
    name: string
    gateway: KafkaGateway
    background?: { gateway: KafkaGateway; requests(): number }
  }[]
  /** Throws `CLUSTER_NOT_FOUND`. */
  get(name: string): unknown
}

export interface LagBoardsOptions extends Omit<CollectorOptions, 'onError' | 'requests'> {
  onError: (cluster: string, error: unknown) => void
}

/** A collector for each cluster; options null: it is turned off. */
export function createLagBoards(clusters: Clusters, options: LagBoardsOptions | null): LagBoards {
  const collectors = new Map(
    (options === null ? [] : clusters.all()).map(({ name, gateway, background }) => {
      const onError = (error: unknown): void => options?.onError(name, error)
      const own = background === undefined ? {} : { requests: background.requests }
      const collector = createCollector(background?.gateway ?? gateway, { ...options, ...own, onError })
      return [name, collector] as const
    }),
  )
  return {
    board(cluster) {
      const board = collectors.get(cluster)
      if (board !== undefined) return board
      clusters.get(cluster)
      throw new AppError(
        'NOT_SUPPORTED',
        'This Sluice is configured not to watch consumer groups (lag: false). Remove that setting to see them.',
      )
    },
    find: (cluster) => collectors.get(cluster) ?? null,
    all: () => [...collectors].map(([cluster, board]) => ({ cluster, board })),
    movedByUs: (cluster, group) => collectors.get(cluster)?.movedByUs(group),
    start: () => collectors.forEach((collector) => void collector.start()),
    cycle: async () => {
      await Promise.all(
        [...collectors.values()].map(async (collector) => await collector.cycle({ whole: true })),
      )
    },
    stop: () => collectors.forEach((collector) => void collector.stop()),
  }
}
