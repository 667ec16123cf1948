export interface Option {
  /** Without the dashes; the variable is the same in capitals behind `SLUICE_`. */
  flag: string
  kind: 'text' | 'list' | 'switch' | 'secret'
  /** The place in the settings; `local` is the cluster that flags and variables describe. */
  path: readonly string[]
  hint: string
  help: string
}

const option = (flag: string, kind: Option['kind'], path: string, hint: string, help: string): Option => ({
  flag,
  kind,
  path: path.split('.'),
  hint,
  help,
})

/** Every setting that a flag or a variable can give. The configuration file has these and several clusters. */
export const OPTIONS: readonly Option[] = [
  option('brokers', 'list', 'local.brokers', 'HOST:PORT,…', 'Brokers of the cluster, named "local"'),
  option('config', 'text', 'config', 'FILE', 'A YAML file with further settings and several clusters'),
  option('host', 'text', 'host', 'ADDRESS', 'Address to listen on (127.0.0.1)'),
  option('port', 'text', 'port', 'PORT', 'Port to listen on (4400)'),
  option('port-search', 'switch', 'portSearch', '', 'Take the next free port where that one is taken'),
  option('allowed-hosts', 'list', 'allowedHosts', 'NAME,…', 'Further names the page may be opened by'),
  option(
    'allow-unauthenticated',
    'text',
    'allowUnauthenticated',
    'i-understand',
    'Listen beyond this machine without authentication',
  ),
  option('read-only', 'switch', 'readOnly', '', 'Write nothing to any cluster'),
  option('data-dir', 'text', 'dataDir', 'FOLDER', 'Where Sluice keeps what it must remember'),
  option('history-max-mb', 'text', 'historyMaxMb', 'MB', 'Disk space for the history of groups (512)'),
  option('metrics', 'switch', 'metrics', '', 'Answer /metrics; --metrics=false turns it off (on)'),
  option('metrics-profiles', 'list', 'metricsProfiles', 'NAME,…', 'sluice, kafka_exporter, kminion (sluice)'),
  option('metrics-series-max', 'text', 'metricsSeriesMax', 'NUMBER', 'Series a metric at most (100000)'),
  option('external-url', 'text', 'externalUrl', 'URL', 'How people reach this page, for links in alerts'),
  option('alert-hold-ms', 'text', 'alertHoldMs', 'MS', 'How long an alert stays at least (300000)'),
  option('lag', 'switch', 'lag', '', 'Watch the lag of groups; --lag=false turns it off (on)'),
  option('lag-interval-ms', 'text', 'lagIntervalMs', 'MS', 'Time between two readings of lag (10000)'),
  option('lag-window-ms', 'text', 'lagWindowMs', 'MS', 'Time by which a group is judged (600000)'),
  option('topology', 'switch', 'topology', '', 'Find out who writes and reads; --topology=false: no (on)'),
  option('topology-keep-days', 'text', 'topologyKeepDays', 'DAYS', 'How long evidence of that is kept (7)'),
  option(
    'topology-budget-bytes',
    'text',
    'topologyBudgetBytes',
    'BYTES',
    'Bytes of records a second that the topology may read of a cluster; 0: none (1000000)',
  ),
  option(
    'identity-headers',
    'list',
    'identityHeaders',
    'NAME,…',
    'Further headers in which records name the service that wrote them',
  ),
  option('log-level', 'text', 'logLevel', 'LEVEL', 'debug, info, warn or error (info)'),
  option('client-id', 'text', 'local.clientId', 'NAME', 'Name to the brokers (sluice)'),
  option('tls', 'switch', 'local.tls.enabled', '', 'Speak TLS to the brokers'),
  option('tls-ca', 'text', 'local.tls.ca', 'FILE', 'Certificate authority, PEM'),
  option('tls-cert', 'text', 'local.tls.cert', 'FILE', 'Client certificate, PEM'),
  option('tls-key', 'text', 'local.tls.key', 'FILE', 'Key of the client certificate, PEM'),
  option('tls-passphrase', 'secret', 'local.tls.passphrase', 'REF', 'Passphrase of that key'),
  option(
    'tls-server-name',
    'text',
    'local.tls.serverName',
    'NAME',
    'Name the brokers’ certificate must carry',
  ),
  option('tls-skip-verify', 'switch', 'local.tls.skipVerify', '', 'Take any certificate: for trials only'),
  option(
    'sasl-mechanism',
    'text',
    'local.sasl.mechanism',
    'NAME',
    'PLAIN, SCRAM-SHA-256, SCRAM-SHA-512, OAUTHBEARER',
  ),
  option('sasl-username', 'text', 'local.sasl.username', 'NAME', 'User for PLAIN and SCRAM'),
  option('sasl-password', 'secret', 'local.sasl.password', 'REF', 'Password for PLAIN and SCRAM'),
  option(
    'sasl-token',
    'secret',
    'local.sasl.token',
    'REF',
    'Token for OAUTHBEARER, read anew for each connection',
  ),
]

export function variableOf({ flag }: Option): string {
  return `SLUICE_${flag.toUpperCase().replaceAll('-', '_')}`
}
