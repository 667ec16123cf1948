import { describe, expect, it } from 'vitest'
import { ByteBudget } from './byte-budget.ts'

describe('the budget of bytes', () => {
  it('gives out what the time has brought, and saves up no more than two seconds of it', () => {
    let now = 0
    const budget = new ByteBudget(1_000_000, () => now)
    expect(budget.available()).toBe(2_000_000)
    budget.spent(2_000_000)
    expect(budget.available()).toBe(0)
    now = 500
    expect(budget.available()).toBe(500_000)
    now = 3_600_000
    expect(budget.available()).toBe(2_000_000)
  })

  it('waits for as long as a batch that was larger than asked for has cost', () => {
    let now = 0
    const budget = new ByteBudget(1_000_000, () => now)
    budget.spent(7_000_000)
    now = 4_900
    expect(budget.available()).toBe(0)
    now = 5_500
    expect(budget.available()).toBe(500_000)
  })

  it('gives nothing where nothing may be read, and clocks that go back bring nothing', () => {
    expect(new ByteBudget(0).available()).toBe(0)
    let now = 10_000
    const budget = new ByteBudget(1_000_000, () => now)
    budget.spent(2_000_000)
    now = 0
    expect(budget.available()).toBe(0)
  })
})
