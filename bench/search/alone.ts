/**
 * What searches are held against, each in a process of its own: what it leaves to be collected must not count for them.
 * Run by `bench/search.ts`: `alone.ts library|decompression bootstrap topic partitions`.
 */
import { createRealGateway } from '../../server/src/kafka/real/real-gateway.ts'
import { connectionTo } from '../../server/src/kafka/testing/connection-to.ts'
import { openLibraryFetch } from '../../server/src/kafka/testing/library-fetch.ts'
import { decompressOnly, fetchOnly } from './fetching.ts'

const [what = '', bootstrap = '', topic = '', partitions = '1'] = process.argv.slice(2)
const gateway = createRealGateway(connectionTo([bootstrap]))
const library = await openLibraryFetch(bootstrap)
const mixed = { listOffsets: gateway.listOffsets.bind(gateway), fetch: library.fetch }
const run = async () =>
  what === 'library'
    ? await fetchOnly(mixed, topic, Number(partitions))
    : await decompressOnly(gateway, topic, Number(partitions))
// Once to warm up, as all others here are.
await run()
process.stdout.write(JSON.stringify(await run()))
await Promise.all([library.close(), gateway.close()])
