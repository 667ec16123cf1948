import { describe, expect, it } from 'vitest'
import { keyEvent } from '#lib/key-event.fixture.ts'
import { scanJson } from './json-scan.ts'
import { visibleNodes } from './json-view.ts'
import { moveInTree } from './tree-keys.ts'

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
