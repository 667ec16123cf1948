import { gatewayCases } from '../gateway.cases.ts'
import { createMemorySeeder } from '../testing/memory-seeder.ts'
import { createMemoryGateway } from './memory-gateway.ts'

gatewayCases('in memory', async () => {
  const gateway = createMemoryGateway()
  return { gateway, writer: gateway.writer, seeder: createMemorySeeder(gateway) }
})
