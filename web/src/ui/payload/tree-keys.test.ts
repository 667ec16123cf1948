import { describe, expect, it } from 'vitest'
import { keyEvent } from '#lib/key-event.fixture.ts'
import { scanJson } from './json-scan.ts'
import { visibleNodes } from './json-view.ts'
import { actionOf, foldKey, moveInTree } from './tree-keys.ts'

const scan = scanJson('{"a":[1,2],"b":3}')
if (!scan.ok) throw new Error('the sample is JSON')
const { nodes } = scan

function press(key: string, active: number, folded: number[] = []) {
  const folds = new Set(folded)
  return moveInTree(keyEvent(key), { nodes, visible: visibleNodes(nodes, folds), folded: folds, active })
}

describe('moveInTree', () => {
  it('goes from row to row and stops at the ends', () => {
    expect(press('j', 0)).toEqual({ active: 1 })
    expect(press('ArrowDown', 1, [1])).toEqual({ active: 4 })
    expect(press('ArrowUp', 0)).toEqual({ active: 0 })
    expect(press('End', 0)).toEqual({ active: 4 })
    expect(press('PageDown', 0)).toEqual({ active: 4 })
  })

  it('opens with the right arrow and closes with the left, else goes in and out', () => {
    expect(press('ArrowRight', 1, [1])).toEqual({ toggle: 1 })
    expect(press('ArrowRight', 1)).toEqual({ active: 2 })
    expect(press('ArrowLeft', 1)).toEqual({ toggle: 1 })
    expect(press('ArrowLeft', 3)).toEqual({ active: 1 })
    expect(press('Enter', 1)).toEqual({ toggle: 1 })
  })

  it('leaves every other key to the page', () => {
    expect(press('Enter', 4)).toBeNull()
    expect(press('x', 0)).toBeNull()
    expect(press('Escape', 0)).toBeNull()
  })
})

describe('keys of a value', () => {
  it('filter by it, filter it out, and make a column of it, where that can be done', () => {
    const done: string[] = []
    const actions = {
      excludes: true,
      filterBy: (_: unknown, node: number, exclude: boolean) => () =>
        void done.push(`${exclude ? 'not ' : ''}${node}`),
      addColumn: () => null,
    }
    for (const key of ['f', 'x']) actionOf(keyEvent(key), actions, nodes, 4)?.()
    actionOf(keyEvent('f', { altKey: true }), actions, nodes, 4)?.()
    expect(done).toEqual(['4', 'not 4', 'not 4'])
    expect(actionOf(keyEvent('a'), actions, nodes, 4)).toBeNull()
    expect(actionOf(keyEvent('j'), actions, nodes, 4)).toBeNull()
  })

  it('say how many levels to open', () => {
    expect([foldKey(keyEvent('0')), foldKey(keyEvent('3')), foldKey(keyEvent('j'))]).toEqual([0, 3, null])
  })
})
