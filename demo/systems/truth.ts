import { readFile } from 'node:fs/promises'
import type { Delivery } from './kafka/steady-producer.ts'

/**
 * Who really writes and reads what in a sample system: what a drawn topology of it is held against. Everything in it holds
 * once the system says that it is open, and writers are given by topic: each row is one edge.
 */
export interface Truth {
  system: string
  writers: Writer[]
  readers: Reader[]
  flows: Flow[]
}

export interface Writer {
  service: string
  topic: string
  clientId: string
  delivery: Delivery
  transactionalId: string | null
  /** Whether it writes what it makes itself, or passes on what it read and could not handle. */
  role: 'output' | 'retry' | 'dead-letter'
  /** Names of the headers on every record of it. */
  headers: string[]
  identity: Identity | null
  /** Producers at once, each with a session of its own. */
  instances: number
  /** False where it wrote once and went. */
  live: boolean
}

/** The header that gives a name, and whose: a record passed on keeps the name of the service that made it. */
export interface Identity {
  header: string
  value: string
  names: 'writer' | 'origin'
}

export interface Reader {
  service: string
  topic: string
  groupId: string
  clientId: string
  instances: number
  /** False where it committed once and left its group. */
  live: boolean
}

/** A group whose records make its service write a topic: the two ends of what happens inside the service. */
export interface Flow {
  service: string
  groupId: string
  output: string
}

/** Throws where the file is no truth of this form. */
export async function readTruth(file: string | URL): Promise<Truth> {
  const read: unknown = JSON.parse(await readFile(file, 'utf8'))
  if (!isTruth(read)) throw new Error(`${file} is not the truth of a sample system`)
  return read
}

function isTruth(read: unknown): read is Truth {
  if (typeof read !== 'object' || read === null || !('system' in read)) return false
  const rows = (name: string, of: string[]): boolean => {
    const list = (read as Record<string, unknown>)[name]
    return Array.isArray(list) && list.every((row) => of.every((field) => typeof row?.[field] === 'string'))
  }
  return (
    rows('writers', ['service', 'topic', 'clientId', 'delivery', 'role']) &&
    rows('readers', ['service', 'topic', 'groupId', 'clientId']) &&
    rows('flows', ['service', 'groupId', 'output'])
  )
}
