import { writeInterleaved } from './interleaved-log.ts'

// For tests that are no part of this process: `write-interleaved.ts <topic> <host:port>…` says "ready" and holds the last
// transaction open until its input ends.
const [topic, ...brokers] = process.argv.slice(2)
if (topic === undefined || brokers.length === 0) throw new Error('Wanted: a topic, and brokers')
const log = await writeInterleaved(brokers, topic)
process.stdout.write('ready\n')
for await (const _ of process.stdin);
await log.close()
