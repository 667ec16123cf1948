import type { Delivery } from '../../kafka/steady-producer.ts'

export interface SystemPlan {
  topics: { topic: string; partitions: number }[]
  services: ServicePlan[]
}

export interface ServicePlan {
  name: string
  domain: string
  clientId: string
  /** Null where it reads nothing. */
  groupId: string | null
  /** Null where it writes nothing. */
  delivery: Delivery | null
  transactionalId: string | null
  style: HeaderStyle
  reads: string[]
  writes: string[]
  family: Family | null
  /** How long it waits between two writes. */
  everyMs: number
  /** False where it does its work once and goes. */
  live: boolean
}

/** What headers a service puts on its records; those of the last say nothing of who wrote. */
export type HeaderStyle = 'source' | 'producer' | 'app' | 'cloudevents' | 'none'

/** Where records of one stream go that could not be handled. */
export interface Family {
  of: string
  /** Read again by the service itself; null where there is a dead letter queue only. */
  retry: string | null
  deadLetter: string
}
