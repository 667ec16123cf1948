import { parkReader } from './parked-reader.ts'

// For tests that are no part of this process: `park-reader.ts <topic> <group> <host:port>…` says "ready" when the group
// stands still, and leaves when its input ends.
const [topic, group, ...brokers] = process.argv.slice(2)
if (topic === undefined || group === undefined || brokers.length === 0)
  throw new Error('Wanted: a topic, a group, and brokers')
const reader = await parkReader(brokers, { topic, group })
process.stdout.write('ready\n')
for await (const _ of process.stdin);
await reader.close()
