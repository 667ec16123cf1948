import { describe, expect, it } from 'vitest'
import { keyEvent } from './key-event.fixture.ts'
import type { KeyLike } from './key-press.ts'
import { createKeyRegistry, type KeyCommand, workingCommands } from './key-registry.ts'

const key = (text: string, over: Partial<KeyLike> = {}): KeyLike =>
  keyEvent(text, { code: `Key${text.toUpperCase()}`, ...over })

function setUp(...commands: (Partial<KeyCommand> & { keys: string })[]) {
  const registry = createKeyRegistry()
  const ran: string[] = []
  const removers = commands.map((command) =>
    registry.add({
      id: command.keys,
      label: command.keys,
      group: 'actions',
      run: () => ran.push(command.id ?? command.keys),
      ...command,
    }),
  )
  let nowMs = 0
  const press = (event: KeyLike, { typing = false, afterMs = 10 } = {}) => {
    nowMs += afterMs
    return registry.handle(event, { typing, nowMs })
  }
  return { registry, ran, press, removers }
}

describe('key registry', () => {
  it('runs a sequence when its keys follow one another', () => {
    const { press, ran } = setUp({ keys: 'g t' }, { keys: 'g c' })
    expect(press(key('g'))).toBe(false)
    expect(press(key('t'))).toBe(true)
    press(key('g'))
    press(key('c'))
    expect(ran).toEqual(['g t', 'g c'])
  })

  it('forgets a begun sequence after a second', () => {
    const { press, ran } = setUp({ keys: 'g t' }, { keys: 't' })
    press(key('g'))
    press(key('t'), { afterMs: 1001 })
    expect(ran).toEqual(['t'])
  })

  it('runs a single key that follows a sequence gone astray', () => {
    const { press, ran } = setUp({ keys: 'g t' }, { keys: 'x' })
    press(key('g'))
    press(key('x'))
    expect(ran).toEqual(['x'])
  })

  it('leaves keys to a text field unless the command works everywhere', () => {
    const { press, ran } = setUp({ keys: 'j' }, { keys: 'mod+k', everywhere: true })
    expect(press(key('j'), { typing: true })).toBe(false)
    expect(press(key('k', { ctrlKey: true }), { typing: true })).toBe(true)
    expect(ran).toEqual(['mod+k'])
  })

  it('gives keys to the newest view and back when it goes', () => {
    const { press, ran, removers } = setUp({ keys: 'r', id: 'outer' }, { keys: 'r', id: 'inner' })
    press(key('r'))
    removers[1]?.()
    press(key('r'))
    expect(ran).toEqual(['inner', 'outer'])
  })

  it('names of commands on the same keys the one that a press would run', () => {
    const named = (id: string, keys: string, run?: () => void) => ({
      id,
      keys,
      label: id,
      group: 'lists' as const,
      ...(run && { run }),
    })
    const run = () => undefined
    const given = [
      named('outer', '/', run),
      named('close', 'escape'),
      named('stop', 'escape', run),
      named('inner', '/', run),
      named('told', '/'),
      named('next', 'j'),
    ]
    expect(workingCommands(given).map(({ id }) => id)).toEqual(['stop', 'inner', 'next'])
  })

  it('lists keys that only explain and never runs them', () => {
    const { registry } = setUp()
    registry.add({ id: 'move', keys: 'j', label: 'Next row', group: 'lists' })
    expect(registry.list().map(({ id }) => id)).toEqual(['move'])
    expect(registry.handle(key('j'), { typing: false, nowMs: 0 })).toBe(false)
  })
})
