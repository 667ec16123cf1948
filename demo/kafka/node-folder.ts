import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { formatLogFolder } from './format-template.ts'
import type { JavaRuntime } from './java-runtime.ts'
import { logConfig } from './log-config.ts'
import { propertiesText, type ServerSettings, serverSettings } from './server-properties.ts'

export interface NodeFolder {
  folder: string
  clusterId: string
  template: string
  runtime: JavaRuntime
  settings: ServerSettings
}

/** Everything one node reads when it starts: its settings, its log configuration and a formatted log folder. */
export async function prepareNodeFolder(node: NodeFolder): Promise<void> {
  await mkdir(node.folder, { recursive: true })
  const log = logConfig(node.runtime.release)
  await writeFile(join(node.folder, log.fileName), log.text)
  await writeFile(join(node.folder, 'server.properties'), propertiesText(serverSettings(node.settings)))
  const identity = { clusterId: node.clusterId, nodeId: node.settings.node.id }
  await formatLogFolder(join(node.folder, 'log'), identity, node.template)
}
