import { describe } from 'vitest'
import { gatewayCases } from '../gateway.cases.ts'
import type { CaseSubject } from '../testing/case-subject.ts'
import { createMemorySeeder } from '../testing/memory-seeder.ts'
import { producerCases } from '../testing/producer-cases.ts'
import { createMemoryGateway } from './memory-gateway.ts'

const open = async (): Promise<CaseSubject> => {
  const gateway = createMemoryGateway()
  return { gateway, writer: gateway.writer, seeder: createMemorySeeder(gateway) }
}

gatewayCases('in memory', open)
describe('in memory: producing many batches', () => producerCases(open))
