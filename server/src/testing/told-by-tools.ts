import { type KafkaTool, kafkaTool } from '@sluice/demo/kafka/kafka-tool.ts'

/** A line of a tool about one place of a group, by the names of its columns; "-" where the tool knows nothing. */
export type ToldPlace = Record<string, string> & { GROUP: string; TOPIC: string; PARTITION: string }

/** What one of Kafka’s own tools says of all groups of its kind. It prints a head for each group. */
export async function describedGroups(
  bootstrap: string[],
  tool: Extract<KafkaTool, `${string}GroupCommand`>,
  more: string[] = [],
): Promise<ToldPlace[]> {
  const args = ['--describe', '--all-groups', ...more]
  const { code, stdout, stderr } = await kafkaTool(bootstrap, tool, args)
  if (code !== 0) throw new Error(`${tool} ended with ${code}: ${stdout}${stderr}`)
  let head: string[] = []
  return stdout.split('\n').flatMap((line) => {
    const cells = line.trim().split(/\s+/)
    if (cells[0] === 'GROUP') head = cells
    const place = Object.fromEntries(head.map((name, index) => [name, cells[index] ?? '']))
    return isPlace(place) ? [place] : []
  })
}

function isPlace(cells: Record<string, string>): cells is ToldPlace {
  return /^\d+$/.test(cells.PARTITION ?? '')
}
