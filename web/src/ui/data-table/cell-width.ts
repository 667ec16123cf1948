/** A header cell and the cells drawn below it. */
export function cellsOf(head: Element): HTMLElement[] {
  const grid = head.closest('[role="grid"]')
  const at = [...(head.parentElement?.children ?? [])].indexOf(head)
  const rows = [...(grid?.querySelectorAll('[role="row"]') ?? [])]
  return rows.map((row) => row.children[at]).filter((cell) => cell instanceof HTMLElement)
}

/** The width that shows the widest of the cells whole. */
export function fittingPx(cells: readonly HTMLElement[]): number {
  const range = document.createRange()
  const widths = cells.map((cell) => {
    range.selectNodeContents(cell)
    const { paddingLeft, paddingRight } = getComputedStyle(cell)
    const inner = Math.max(range.getBoundingClientRect().width, hiddenPx(cell))
    return inner + Number.parseFloat(paddingLeft) + Number.parseFloat(paddingRight)
  })
  return Math.ceil(Math.max(0, ...widths)) + 2
}

/** What stands in a box that cuts it off, deeper inside. */
function hiddenPx(cell: HTMLElement): number {
  let most = 0
  for (const inner of cell.querySelectorAll<HTMLElement>('.truncate'))
    most = Math.max(most, inner.scrollWidth)
  return most
}
