import { runSystem } from '../run-system.ts'
import { INCIDENTS, isIncident } from './incidents/incident.ts'
import { startLibrary } from './start-library.ts'

await runSystem({
  system: 'library',
  usage:
    'usage: node main.ts --brokers host:port[,host:port] [--seed n] [--rate n] [--incident name] [--stops folder]',
  rules: {
    numbers: {
      seed: { least: 0, most: Number.MAX_SAFE_INTEGER, whole: true },
      rate: { least: 0.01, most: 500, whole: false },
    },
    words: { incident: Object.keys(INCIDENTS), stops: null },
  },
  start: async ({ brokers, numbers, words: { incident, stops } }, signal) => {
    const turn = incident !== undefined && isIncident(incident) ? { incident } : {}
    const library = await startLibrary({ brokers, ...numbers, ...turn, stops, signal })
    const said = library.history > 0 ? `, ${library.history} events of the past day written` : ''
    return { said, stop: () => library.stop() }
  },
})
