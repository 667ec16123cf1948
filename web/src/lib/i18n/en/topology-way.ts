import { plural } from '../plural.ts'

/** The way between two nodes of the topology. */
export const way = {
  title: 'Ways through',
  end: 'The other end',
  choose: 'choose the other end …',
  to: ({ name }: { name: string }) => `to ${name}`,
  from: ({ name }: { name: string }) => `from ${name}`,
  between: ({ n }: { n: number }) =>
    n === 0
      ? 'Nothing lies between them.'
      : `${n} ${plural(n, 'node lies', 'nodes lie')} on a way between them; the picture lights them, the shortest way first.`,
}
