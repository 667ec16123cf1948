// Entry of `npm start`: runs on Node 20 with nothing installed yet.
import { runPinned } from './bootstrap/run-pinned.mjs'

await runPinned('scripts/launch/launch.ts', process.argv.slice(2))
