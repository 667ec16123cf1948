import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { gatewayCases } from '../gateway.cases.ts'
import { apisOf } from '../memory/memory-apis.ts'
import { connectionTo } from '../testing/connection-to.ts'
import { createRealSeeder } from '../testing/real-seeder.ts'
import { createRealGateway } from './real-gateway.ts'
import { createRealWriter } from './real-writer.ts'

let cluster: KafkaCluster | undefined

beforeAll(async () => {
  cluster = await startKafka()
})

afterAll(async () => {
  await cluster?.stop()
})

gatewayCases('on Kafka', async () => {
  const brokers = cluster?.bootstrap ?? []
  return {
    gateway: createRealGateway(connectionTo(brokers)),
    writer: createRealWriter(connectionTo(brokers)),
    seeder: await createRealSeeder(brokers),
  }
})

it('is passed for by the in-memory cluster: its APIs and features are those Kafka 4.3 advertises', async () => {
  const gateway = createRealGateway(connectionTo(cluster?.bootstrap ?? []))
  const real = await gateway.describeApis()
  await gateway.close()
  const { apis, features } = apisOf('4.3', [])
  expect(real.apis).toEqual(expect.arrayContaining(apis))
  expect(new Set(real.features)).toEqual(new Set(features))
})
