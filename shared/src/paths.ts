import { groupSegment } from './groups-path.ts'

const segment = encodeURIComponent

/** The API's paths, built in one place so that page and checks name them alike. */
export const paths = {
  clusters: () => '/api/clusters',
  cluster: (cluster: string) => `/api/clusters/${segment(cluster)}`,
  topics: (cluster: string) => `/api/clusters/${segment(cluster)}/topics`,
  topic: (cluster: string, topic: string) => `/api/clusters/${segment(cluster)}/topics/${segment(topic)}`,
  transactions: (cluster: string, topic: string) => `${paths.topic(cluster, topic)}/transactions`,
  scan: (cluster: string) => `/api/clusters/${segment(cluster)}/messages/scan`,
  tail: (cluster: string) => `/api/clusters/${segment(cluster)}/messages/tail`,
  produce: (cluster: string, topic: string) =>
    `/api/clusters/${segment(cluster)}/topics/${segment(topic)}/messages`,
  histogram: (cluster: string) => `/api/clusters/${segment(cluster)}/messages/histogram`,
  message: (cluster: string, topic: string, partition: number, offset: string) =>
    `/api/clusters/${segment(cluster)}/topics/${segment(topic)}/partitions/${partition}/offsets/${segment(offset)}`,
  messagePart: (cluster: string, topic: string, partition: number, offset: string, part: 'value' | 'key') =>
    `${paths.message(cluster, topic, partition, offset)}/${part}`,
  exports: (cluster: string) => `/api/clusters/${segment(cluster)}/messages/exports`,
  export: (cluster: string, id: string) => `${paths.exports(cluster)}/${segment(id)}`,
  exportFile: (cluster: string, id: string) => `${paths.export(cluster, id)}/file`,
  filterCheck: () => '/api/filters/check',
  fields: (cluster: string, topic: string) => `${paths.topic(cluster, topic)}/fields`,
  groups: (cluster: string) => `/api/clusters/${segment(cluster)}/groups`,
  group: (cluster: string, group: string) => `${paths.groups(cluster)}/${segment(groupSegment(group))}`,
  groupHistory: (cluster: string, group: string) => `${paths.group(cluster, group)}/history`,
  groupOffsets: (cluster: string, group: string) => `${paths.group(cluster, group)}/offsets`,
  movePlan: (cluster: string, group: string) => `${paths.groupOffsets(cluster, group)}/plan`,
  movePlanOf: (cluster: string, group: string, plan: string) =>
    `${paths.groupOffsets(cluster, group)}/plans/${segment(plan)}`,
  moveApply: (cluster: string, group: string) => `${paths.groupOffsets(cluster, group)}/apply`,
  moveUndo: (cluster: string, group: string) => `${paths.groupOffsets(cluster, group)}/undo`,
  snapshots: (cluster: string, group: string) => `${paths.groupOffsets(cluster, group)}/snapshots`,
  audit: (cluster: string) => `/api/clusters/${segment(cluster)}/audit`,
  topicGroups: (cluster: string, topic: string) => `${paths.topic(cluster, topic)}/groups`,
  alerts: (cluster: string) => `/api/clusters/${segment(cluster)}/alerts`,
  alertCounts: (cluster: string) => `${paths.alerts(cluster)}/counts`,
  alertRules: (cluster: string) => `${paths.alerts(cluster)}/rules`,
  alertRule: (cluster: string, id: string) => `${paths.alertRules(cluster)}/${segment(id)}`,
  alertDryRun: (cluster: string) => `${paths.alertRules(cluster)}/dry-run`,
  alertAcknowledge: (cluster: string) => `${paths.alerts(cluster)}/acknowledge`,
  alertMutes: (cluster: string) => `${paths.alerts(cluster)}/mutes`,
  alertMute: (cluster: string, id: string) => `${paths.alertMutes(cluster)}/${segment(id)}`,
  alertReceiverTest: (cluster: string, name: string) =>
    `${paths.alerts(cluster)}/receivers/${segment(name)}/test`,
  topology: (cluster: string) => `/api/clusters/${segment(cluster)}/topology`,
  edgeEvidence: (cluster: string, edge: string) =>
    `${paths.topology(cluster)}/edges/${segment(edge)}/evidence`,
  topologyDiff: (cluster: string) => `${paths.topology(cluster)}/diff`,
  topologyTimes: (cluster: string) => `${paths.topology(cluster)}/times`,
  identity: (cluster: string) => `${paths.topology(cluster)}/identity`,
  identityImport: (cluster: string) => `${paths.identity(cluster)}/import`,
  replays: (cluster: string) => `/api/clusters/${segment(cluster)}/replays`,
  replayPlan: (cluster: string) => `${paths.replays(cluster)}/plan`,
  replay: (cluster: string, id: string) => `${paths.replays(cluster)}/${segment(id)}`,
  replayAct: (cluster: string, id: string, act: 'pause' | 'resume' | 'abort' | 'verify' | 'retry') =>
    `${paths.replay(cluster, id)}/${act}`,
  replayReport: (cluster: string, id: string) => `${paths.replay(cluster, id)}/report`,
  replayFile: (cluster: string, id: string) => `${paths.replay(cluster, id)}/file`,
  replayFailures: (cluster: string, id: string) => `${paths.replay(cluster, id)}/failures`,
  bookmarks: (cluster: string) => `/api/clusters/${segment(cluster)}/bookmarks`,
  bookmark: (cluster: string, id: string) => `${paths.bookmarks(cluster)}/${segment(id)}`,
  deadLetters: (cluster: string) => `/api/clusters/${segment(cluster)}/replay/dead-letters`,
  states: (cluster: string) => `/api/clusters/${segment(cluster)}/states`,
  state: (cluster: string, id: string) => `${paths.states(cluster)}/${segment(id)}`,
  stateRows: (cluster: string, id: string) => `${paths.state(cluster, id)}/rows`,
  stateFile: (cluster: string, id: string) => `${paths.state(cluster, id)}/file`,
  events: (cluster: string) => `/api/clusters/${segment(cluster)}/events`,
  store: () => '/api/store',
  openapi: () => '/api/openapi.json',
} as const
