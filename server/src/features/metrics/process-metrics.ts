import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'

export interface ProcessMetrics {
  text(): Promise<string>
}

const NO_NUMBER = /^[^#].* (?:NaN|[+-]?Inf)$/i

/** Memory, processor, event loop and garbage collection, in the names that dashboards for Node.js know. */
export function createProcessMetrics(version: string): ProcessMetrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: 'sluice_build_info',
    help: 'Always 1; the label tells the version of Sluice.',
    labelNames: ['version'],
    registers: [registry],
  }).set({ version }, 1)
  return {
    text: async () => {
      const lines = (await registry.metrics()).split('\n')
      // Until it has something to measure the client writes NaN; what is not known is left out.
      return `${lines.filter((line) => line !== '' && !NO_NUMBER.test(line)).join('\n')}\n`
    },
  }
}
