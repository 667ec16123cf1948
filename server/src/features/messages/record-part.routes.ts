import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { ClusterName } from '@sluice/shared/clusters'
import { RecordPart } from '@sluice/shared/messages-detail'
import { Offset, PartitionText, TopicName } from '@sluice/shared/units'
import type { AppEnv } from '#http/app-env.ts'
import { downloadResponse } from '#http/download.ts'
import { CLUSTER_FAILURES, errorResponses } from '#http/error-responses.ts'
import type { StreamGate } from '#http/stream-gate.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { readPart } from './record-part.ts'

interface PartRouteDeps {
  clusters: {
    /** Throws `CLUSTER_NOT_FOUND`. */
    gateway(name: string): KafkaGateway
  }
  gate: StreamGate
}

const partRoute = createRoute({
  method: 'get',
  path: '/api/clusters/{c}/topics/{t}/partitions/{p}/offsets/{o}/{part}',
  tags: ['messages'],
  operationId: 'downloadRecordPart',
  summary: 'The exact bytes of a record’s value or key, to be saved',
  request: {
    params: z.object({ c: ClusterName, t: TopicName, p: PartitionText, o: Offset, part: RecordPart }),
  },
  responses: {
    200: {
      description: 'The bytes as they stand in the log, as an attachment',
      content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } },
    },
    ...errorResponses(
      ...CLUSTER_FAILURES,
      'TOPIC_NOT_FOUND',
      'PARTITION_NOT_FOUND',
      'LEADER_UNAVAILABLE',
      'OFFSET_OUT_OF_RANGE',
      'RECORD_NOT_FOUND',
      'RECORD_CORRUPT',
      'NOT_FOUND',
      'TOO_MANY_STREAMS',
    ),
  },
})

export function registerPartRoute(app: OpenAPIHono<AppEnv>, deps: PartRouteDeps): void {
  app.openapi(partRoute, async (c) => {
    const { c: cluster, t: topic, p: partition, o, part } = c.req.valid('param')
    const gateway = deps.clusters.gateway(cluster)
    const id = { topic, partition, offset: BigInt(o) }
    return await downloadResponse({
      gate: deps.gate,
      request: c.req.raw,
      read: (signal) => readPart(gateway, id, part, signal),
    })
  })
}
