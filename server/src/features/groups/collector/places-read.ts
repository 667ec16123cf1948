import type { GroupOffsets, ShareOffsets } from '#kafka/groups.ts'
import type { KafkaFault } from '#kafka/kafka-fault.ts'

/** What was read of one group's places: its commits, or where a share group stands. */
export type PlacesRead =
  | { kind: 'commits'; value: GroupOffsets }
  | { kind: 'share'; value: ShareOffsets }
  | { kind: 'fault'; fault: KafkaFault }
