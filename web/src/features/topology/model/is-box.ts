import type { ShownNode } from './shown.ts'

/** Whether a node is a heap or a box: nothing in itself, and everything that is in it. */
export const isBox = ({ holds }: ShownNode): boolean => holds?.by === 'group' || holds?.by === 'alike'
