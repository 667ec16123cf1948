import { startLibrary } from '@sluice/demo/systems/library/start-library.ts'
import { truthOfLibrary } from '@sluice/demo/systems/library/truth.ts'
import { startSynthetic } from '@sluice/demo/systems/synthetic/start-synthetic.ts'
import { startTrading } from '@sluice/demo/systems/trading/start-trading.ts'
import { truthOfTrading } from '@sluice/demo/systems/trading/truth.ts'
import type { Truth } from '@sluice/demo/systems/truth.ts'

export interface RunningSystem {
  truth: Truth
  stop(): Promise<void>
}

export interface SystemSize {
  services: number
  topics: number
}

type Start = (brokers: readonly string[], size: SystemSize) => Promise<RunningSystem>

const quiet = (): void => {}

/** Each resolves when all holds that its truth says. */
export const SYSTEMS: Readonly<Record<string, Start>> = {
  library: async (brokers) => {
    const { stop } = await startLibrary({ brokers, report: quiet })
    return { truth: truthOfLibrary(), stop }
  },
  trading: async (brokers) => {
    const { stop } = await startTrading({ brokers, report: quiet })
    return { truth: truthOfTrading(), stop }
  },
  synthetic: async (brokers, size) => {
    const { truth, stop } = await startSynthetic({ brokers, report: quiet, ...size })
    return { truth, stop }
  },
}
