import { IDEMPOTENCY_HEADER, ProduceAnswer, type ProduceRecord } from '@sluice/shared/messages-produce'
import { paths } from '@sluice/shared/paths'
import { sendJson } from '#api/client.ts'

/** What would be written and where; writes nothing. */
export function previewRecord(cluster: string, topic: string, record: ProduceRecord): Promise<ProduceAnswer> {
  return sendJson('POST', paths.produce(cluster, topic), ProduceAnswer, { records: [record], dryRun: true })
}

/** Writes the record. Sent again under the same key it is still written once. */
export function writeRecord(
  cluster: string,
  topic: string,
  record: ProduceRecord,
  key: string,
): Promise<ProduceAnswer> {
  const headers = { [IDEMPOTENCY_HEADER]: key }
  return sendJson('POST', paths.produce(cluster, topic), ProduceAnswer, { records: [record] }, { headers })
}
