import { type IdentityChange, IdentityRule, type IdentityRules } from '@sluice/shared/topology-identity'
import { AppError } from '#http/app-error.ts'
import type { AuditEntry } from '#store/audit-log.ts'
import type { IdentityRuleTable } from '#store/identity-rules.ts'

interface RuleBookDeps {
  cluster: string
  table: IdentityRuleTable
  now: () => number
  /** Throws where nobody may change what Sluice keeps. */
  guard: () => void
  onChange: () => void
}

/** Another Sluice on the same folder may have changed them. */
const READ_AGAIN_MS = 30_000
const SHOWN_MAX = 50

/** Who is who of one cluster, as people said. */
export class RuleBook {
  readonly #deps: RuleBookDeps
  #rules: readonly IdentityRule[] = []
  #readAt = Number.NEGATIVE_INFINITY

  constructor(deps: RuleBookDeps) {
    this.#deps = deps
  }

  /** For drawing: as they were last known, where they cannot be read. */
  get rules(): readonly IdentityRule[] {
    if (Math.abs(this.#deps.now() - this.#readAt) >= READ_AGAIN_MS) {
      try {
        this.read()
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'STORE_UNAVAILABLE') throw error
        this.#readAt = this.#deps.now()
      }
    }
    return this.#rules
  }

  /** Headers that people say name services. */
  headers(): string[] {
    return this.rules.flatMap((rule) =>
      rule.kind === 'header' && rule.meaning === 'service' ? [rule.header] : [],
    )
  }

  /** Throws `STORE_UNAVAILABLE`. */
  read(): IdentityRules {
    const { cluster, table, now } = this.#deps
    const { version, body } = table.read(cluster)
    const rules = (Array.isArray(body) ? body : []).flatMap((one) => {
      const parsed = IdentityRule.safeParse(one)
      return parsed.success ? [parsed.data] : []
    })
    this.#rules = rules
    this.#readAt = now()
    return { version: `${version}`, rules }
  }

  /** Throws `READ_ONLY`, `RULES_CHANGED`, `STORE_UNAVAILABLE`. */
  change({ version, rules, who, why }: IdentityChange): IdentityRules {
    const { cluster, table, now, guard, onChange } = this.#deps
    guard()
    const before = this.read()
    const [added, removed] = [without(rules, before.rules), without(before.rules, rules)]
    const audit = (next: number): AuditEntry => ({
      ...{ at: now(), cluster, who, why, action: 'change-identity', target: 'identity', result: 'done' },
      detail: {
        ...{ version: next, added: added.length, removed: removed.length },
        rules: { added: added.slice(0, SHOWN_MAX), removed: removed.slice(0, SHOWN_MAX) },
      },
    })
    const next = before.version === version ? table.replace(Number(version), rules, audit) : null
    if (next === null)
      throw new AppError(
        'RULES_CHANGED',
        `Somebody else changed who is who of "${cluster}" since version ${version} was read. Read the rules again and make the change on them.`,
        { details: { version: this.read().version } },
      )
    this.#rules = rules
    this.#readAt = now()
    onChange()
    return { version: `${next}`, rules }
  }
}

function without(rules: readonly IdentityRule[], others: readonly IdentityRule[]): IdentityRule[] {
  const known = new Set(others.map((rule) => JSON.stringify(rule)))
  return rules.filter((rule) => !known.has(JSON.stringify(rule)))
}
