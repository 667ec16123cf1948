import { runSystem } from '../run-system.ts'
import { DEFAULT_RATE, startTrading } from './start-trading.ts'

/** What SIGUSR2 goes through, so that whoever looks can see what a busier market does. */
const RATES = [500, 1_000, 2_000, 100, 200]

await runSystem({
  system: 'trading',
  usage: 'usage: node main.ts --brokers host:port[,host:port] [--seed n] [--rate ticks-a-second]',
  rules: {
    numbers: {
      seed: { least: 0, most: Number.MAX_SAFE_INTEGER, whole: true },
      rate: { least: 1, most: 5_000, whole: false },
    },
    words: {},
  },
  start: async ({ brokers, numbers }, signal) => {
    const trading = await startTrading({ brokers, ...numbers, signal })
    let turn = 0
    process.on('SIGUSR2', () => {
      const rate = RATES[turn++ % RATES.length] ?? DEFAULT_RATE
      trading.setRate(rate)
      process.stdout.write(`${rate} ticks a second from now on\n`)
    })
    return { said: `, ${numbers.rate ?? DEFAULT_RATE} ticks a second`, stop: () => trading.stop() }
  },
})
