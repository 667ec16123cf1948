import { describe, expect, it } from 'vitest'
import { AuditLog } from '#store/audit-log.ts'
import { IdentityRuleTable } from '#store/identity-rules.ts'
import { temporaryStore } from '#store/testing/temporary-store.ts'
import { RuleBook } from './rule-book.ts'

const RULES = [{ kind: 'owner' as const, match: 'rental.*', owner: 'team-lending' }]
const CHANGE = { version: '0', rules: RULES, who: 'mina', why: 'as told' }

describe('the rules of who is who', () => {
  function openBook() {
    const { store } = temporaryStore()
    const book = new RuleBook({
      ...{ cluster: 'local', table: new IdentityRuleTable(store), now: () => 1_763_700_000_000 },
      guard: () => undefined,
      onChange: () => undefined,
    })
    return { store, book }
  }

  it('are changed with an entry in the audit', () => {
    const { store, book } = openBook()
    expect(book.change(CHANGE).version).toBe('1')
    const place = { target: null, before: null, limit: 9 }
    expect(new AuditLog(store).page('local', place).rows).toMatchObject([
      {
        who: 'mina',
        why: 'as told',
        action: 'change-identity',
        detail: { version: 1, added: 1, removed: 0 },
      },
    ])
  })

  it('stay as they are where the audit takes nothing', () => {
    const { store, book } = openBook()
    store.write((db) => {
      db.sql('DROP TABLE audit_log').run()
    })
    expect(() => book.change(CHANGE)).toThrow()
    expect(book.read()).toEqual({ version: '0', rules: [] })
  })
})
