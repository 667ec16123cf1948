import { randomUUID } from 'node:crypto'
import { AlertRuleBody } from '@sluice/shared/alerts'
import { AppError } from '#http/app-error.ts'
import type { AlertTables } from '#store/alert-tables.ts'
import { type NameMatch, namePatterns } from './engine/name-patterns.ts'

/** A rule, ready to be judged by. */
export interface ActiveRule {
  id: string
  source: 'store' | 'config'
  updatedAt: number | null
  body: AlertRuleBody
  groups: NameMatch
  /** Null: the group as a whole. */
  topics: NameMatch | null
}

const RULES_MAX = 500
/** Another Sluice on the same folder may have changed them. */
const READ_AGAIN_MS = 30_000

/** The rules of one cluster: those of the configuration, which only it can change, and those of the store. */
export class AlertRules {
  readonly #cluster: string
  readonly #tables: AlertTables
  readonly #receivers: ReadonlySet<string>
  readonly #fixed: readonly ActiveRule[]
  #kept: readonly ActiveRule[] = []
  #unkept: string | null = null
  #readAt = Number.NEGATIVE_INFINITY
  #version = 0

  constructor(
    cluster: string,
    tables: AlertTables,
    fixed: readonly AlertRuleBody[],
    receivers: readonly string[],
  ) {
    this.#cluster = cluster
    this.#tables = tables
    this.#receivers = new Set(receivers)
    this.#fixed = fixed.map((body, at) => activate(`config-${at + 1}`, 'config', null, body))
  }

  /** Grows when a rule is not what it was. */
  get version(): number {
    return this.#version
  }

  /** Why rules cannot be kept; null where they can. */
  get unkept(): string | null {
    return this.#unkept
  }

  /** All of them; from memory unless they may have been changed elsewhere. */
  all(now = Date.now()): readonly ActiveRule[] {
    if (now - this.#readAt >= READ_AGAIN_MS) this.#read(now)
    return [...this.#fixed, ...this.#kept]
  }

  /** Throws `ALERT_RULE_NOT_FOUND`. */
  get(id: string): ActiveRule {
    const rule = this.all().find((one) => one.id === id)
    if (rule === undefined)
      throw new AppError('ALERT_RULE_NOT_FOUND', `No alert rule of "${this.#cluster}" has the id ${id}.`)
    return rule
  }

  /** Throws `BAD_REQUEST`, `STORE_UNAVAILABLE`. */
  create(body: AlertRuleBody, now = Date.now()): ActiveRule {
    this.#check(body)
    if (this.all().length >= RULES_MAX)
      throw new AppError('BAD_REQUEST', `A cluster has ${RULES_MAX} alert rules at most. Delete one first.`)
    return this.#put(randomUUID(), body, now)
  }

  /** Throws `ALERT_RULE_NOT_FOUND`, `BAD_REQUEST`, `STORE_UNAVAILABLE`. */
  replace(id: string, body: AlertRuleBody, now = Date.now()): ActiveRule {
    this.#own(id)
    this.#check(body)
    return this.#put(id, body, now)
  }

  /** Throws `ALERT_RULE_NOT_FOUND`, `BAD_REQUEST`, `STORE_UNAVAILABLE`. */
  delete(id: string): void {
    this.#own(id)
    this.#tables.deleteRule(this.#cluster, id)
    this.#read(Date.now())
  }

  /** What keeps a rule from all that it should do. */
  fault({ body }: ActiveRule): string | null {
    const missing = body.receivers.filter((name) => !this.#receivers.has(name))
    if (missing.length === 0) return null
    return `The configuration has no receiver named ${missing.join(', ')}.`
  }

  #own(id: string): void {
    if (this.get(id).source === 'store') return
    throw new AppError(
      'BAD_REQUEST',
      'This rule stands in the configuration file of Sluice (alerts), and is changed there only.',
    )
  }

  #check({ receivers, condition, topics }: AlertRuleBody): void {
    const missing = receivers.filter((name) => !this.#receivers.has(name))
    if (missing.length > 0)
      throw new AppError('BAD_REQUEST', `The configuration has no receiver named ${missing.join(', ')}.`)
    if (condition.kind === 'timeToLoss' && topics.length > 0)
      throw new AppError('BAD_REQUEST', 'The time to loss is known of whole groups only: leave topics out.')
  }

  #put(id: string, body: AlertRuleBody, updatedAt: number): ActiveRule {
    this.#tables.putRule(this.#cluster, { id, body, updatedAt })
    this.#read(updatedAt)
    return activate(id, 'store', updatedAt, body)
  }

  /** What cannot be read leaves the rules as they were: a full disk silences no alert. */
  #read(now: number): void {
    this.#readAt = now
    try {
      const rows = this.#tables.rules(this.#cluster)
      const before = JSON.stringify(this.#kept.map(({ id, updatedAt }) => [id, updatedAt]))
      this.#kept = rows.flatMap(({ id, body, updatedAt }) => {
        const parsed = AlertRuleBody.safeParse(body)
        return parsed.success ? [activate(id, 'store', updatedAt, parsed.data)] : []
      })
      this.#unkept = null
      if (before !== JSON.stringify(this.#kept.map(({ id, updatedAt }) => [id, updatedAt])))
        this.#version += 1
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      this.#unkept = error.message
    }
  }
}

export function activate(
  id: string,
  source: ActiveRule['source'],
  updatedAt: number | null,
  body: AlertRuleBody,
): ActiveRule {
  const topics = body.topics.length === 0 ? null : namePatterns(body.topics)
  return { id, source, updatedAt, body, groups: namePatterns(body.groups), topics }
}
