import type { JavaProgram } from './java-program.ts'
import { kafkaTool, startTool } from './kafka-tool.ts'

/** Server properties by which groups of the newer protocols settle in a moment instead of after five seconds. */
export const quickGroups: Record<string, string> = Object.fromEntries(
  ['consumer', 'share', 'streams'].flatMap((kind) => [
    [`group.${kind}.min.heartbeat.interval.ms`, '200'],
    [`group.${kind}.heartbeat.interval.ms`, '200'],
  ]),
)

export interface ConsoleConsumerOptions {
  group: string
  topic: string
}

/** Kafka's console consumer from the beginning of the topic, as a member of a classic or a KIP-848 group. It prints values. */
export async function startConsoleConsumer(
  bootstrap: string[],
  { group, topic, protocol }: ConsoleConsumerOptions & { protocol: 'classic' | 'consumer' },
): Promise<JavaProgram> {
  const settings = [`group.protocol=${protocol}`, 'auto.commit.interval.ms=200'].flatMap((setting) => [
    '--command-property',
    setting,
  ])
  const args = ['--topic', topic, '--group', group, '--from-beginning', ...settings]
  return await startTool(bootstrap, 'ConsoleConsumer', args)
}

/** Kafka's console share consumer from the beginning of the topic (KIP-932). It prints values and acknowledges them. */
export async function startShareConsumer(
  bootstrap: string[],
  { group, topic }: ConsoleConsumerOptions,
): Promise<JavaProgram> {
  // Where a share group begins is the group's own setting, not its members'.
  const setting = ['--add-config', 'share.auto.offset.reset=earliest']
  const place = ['--alter', '--entity-type', 'groups', '--entity-name', group]
  const set = await kafkaTool(bootstrap, 'ConfigCommand', [...place, ...setting])
  if (set.code !== 0) throw new Error(`The group "${group}" could not be set: ${set.stdout}${set.stderr}`)
  return await startTool(bootstrap, 'ConsoleShareConsumer', ['--topic', topic, '--group', group])
}
