import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { afterAll, beforeAll } from 'vitest'
import { gatewayCases } from '../gateway.cases.ts'
import { connectionTo } from '../testing/connection-to.ts'
import { createRealSeeder } from '../testing/real-seeder.ts'
import { createRealGateway } from './real-gateway.ts'

let cluster: KafkaCluster | undefined

beforeAll(async () => {
  cluster = await startKafka()
})

afterAll(async () => {
  await cluster?.stop()
})

gatewayCases('on Kafka', async () => {
  const brokers = cluster?.bootstrap ?? []
  return { gateway: createRealGateway(connectionTo(brokers)), seeder: await createRealSeeder(brokers) }
})
