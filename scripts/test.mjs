// Entry of `npm test`: runs on Node 20 with nothing installed yet.
import { runPinned } from './bootstrap/run-pinned.mjs'

await runPinned('scripts/verify/verify.ts', process.argv.slice(2))
