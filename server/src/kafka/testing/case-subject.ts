import { afterAll, beforeAll } from 'vitest'
import type { KafkaGateway } from '../gateway.ts'
import type { KafkaWriter } from '../writer.ts'
import type { ClusterSeeder } from './cluster-seeder.ts'

/** A gateway and what writes to its cluster. */
export interface CaseSubject {
  gateway: KafkaGateway
  writer: KafkaWriter
  seeder: ClusterSeeder
}

/** Enough for all that the cases write. */
export const MAX_BYTES = 1_048_576

/** Opens one subject for the tests of a block, seeds it before them and closes it after them. */
export function useSubject(open: () => Promise<CaseSubject>, seed: (seeder: ClusterSeeder) => Promise<void>) {
  let subject: CaseSubject | undefined
  beforeAll(async () => {
    subject = await open()
    await seed(subject.seeder)
  })
  afterAll(async () => {
    await subject?.seeder.close()
    await subject?.writer.close()
    await subject?.gateway.close()
  })
  return (): KafkaGateway => {
    if (subject === undefined) throw new Error('The subject is not open yet')
    return subject.gateway
  }
}
